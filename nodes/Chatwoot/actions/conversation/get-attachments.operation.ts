import type { IDataObject } from 'n8n-workflow';
import { pageFields, take, wantedCount } from '../../../shared/pages';
import { attachmentOutput } from '../../api/attachment';
import type { ListedAttachment } from '../../api/types';
import { isoTime } from '../kinds/iso-time';
import { operation } from '../operation/operation';
import { conversations } from './kind';

export const getAttachments = operation({
	name: 'Get Attachments',
	value: 'getAttachments',
	action: 'Get attachments of conversation',
	description:
		'Get type, size and address of the files in a conversation; Message > Download Attachments gets their content',
	on: conversations,
	isReading: true,
	fields: pageFields,
	simplify: true,
	read: wantedCount,
	async act({ api, id, baseUrl, input: count, isSimple }) {
		const attachments = await take(api.attachments.in(id), count);
		return isSimple ? attachments.map((each) => simplified(each, baseUrl)) : attachments;
	},
});

function simplified(attachment: ListedAttachment, baseUrl: string): IDataObject {
	const { message_id, extension, sender } = attachment;
	return {
		...attachmentOutput(attachment, baseUrl),
		message_id,
		extension,
		created_at: isoTime(attachment.created_at),
		sender: sender ? { id: sender.id, name: sender.name, type: sender.type } : null,
	};
}
