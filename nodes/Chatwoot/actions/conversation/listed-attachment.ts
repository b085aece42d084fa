import type { IDataObject } from 'n8n-workflow';
import { attachmentOutput } from '../../api/attachment';
import type { ListedAttachment } from '../../api/types';
import { isoTime } from '../kinds/iso-time';

/** A file in a list of files. */
export function listedAttachmentOutput(attachment: ListedAttachment, baseUrl: string): IDataObject {
	const { message_id, extension, sender } = attachment;
	return {
		...attachmentOutput(attachment, baseUrl),
		message_id,
		extension,
		created_at: isoTime(attachment.created_at),
		sender: sender ? { id: sender.id, name: sender.name, type: sender.type } : null,
	};
}
