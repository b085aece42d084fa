import type { IDataObject } from 'n8n-workflow';
import type { Addresses } from '../../../../shared/web-address';
import { isoTime } from '../../../actions/kinds/iso-time';
import { MESSAGE_TYPES } from '../../../actions/message/output';
import { attachmentOutput } from '../../../api/attachment';
import { withoutMark } from '../../../api/mark';
import type { ClientMessage } from '../../../api/client/types';

/** The fields of a message that workflows use, as far as customers see them. */
export function messageOutput(message: ClientMessage, { baseUrl }: Addresses): IDataObject {
	const { id, conversation_id, content, content_type, content_attributes = {} } = message;
	const { message_type, created_at, sender, attachments = [] } = message;
	return {
		id,
		conversation_id,
		content,
		message_type: MESSAGE_TYPES[message_type] ?? message_type,
		content_type,
		content_attributes: withoutMark(content_attributes),
		created_at: isoTime(created_at),
		sender: sender ? { id: sender.id, name: sender.name, type: sender.type } : null,
		attachments: attachments.map((each) => attachmentOutput(each, baseUrl)),
	};
}
