import type { IDataObject } from 'n8n-workflow';
import { attachmentOutput } from '../../api/attachment';
import { withoutMark } from '../../api/mark';
import type { Message } from '../../api/types';
import { isoTime } from '../kinds/iso-time';
import type { DashboardPlace } from '../kinds/kind';

/** Chatwoot's words for the numbers of message types (chatwoot.md §6). */
export const MESSAGE_TYPES = ['incoming', 'outgoing', 'activity', 'template'];

/** The fields of a message that workflows use. */
export function messageOutput(
	message: Message,
	{ baseUrl }: Pick<DashboardPlace, 'baseUrl'>,
): IDataObject {
	const { id, conversation_id, inbox_id, content, content_type, status, source_id } = message;
	const { content_attributes = {}, sender, attachments = [] } = message;
	return {
		id,
		conversation_id,
		inbox_id,
		content,
		message_type: MESSAGE_TYPES[message.message_type] ?? message.message_type,
		private: message.private,
		content_type,
		content_attributes: withoutMark(content_attributes),
		status,
		source_id,
		created_at: isoTime(message.created_at),
		sender: sender ? { id: sender.id, name: sender.name, type: sender.type } : null,
		attachments: attachments.map((each) => attachmentOutput(each, baseUrl)),
	};
}
