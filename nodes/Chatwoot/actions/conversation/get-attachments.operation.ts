import type { IDataObject } from 'n8n-workflow';
import { pageFields, take, wantedCount } from '../../../shared/pages';
import type { ListedAttachment } from '../../api/types';
import type { Operation } from '../operation/types';
import { accountLocator, conversationLocator, simplifyField } from '../fields';
import { isoTime } from '../kinds/iso-time';

export const getAttachments: Operation = {
	name: 'Get Attachments',
	value: 'getAttachments',
	action: 'Get the attachments of a conversation',
	description:
		'Get type, size and address of the files in a conversation; Message > Download Attachments gets their content',
	properties: [accountLocator, conversationLocator, ...pageFields, simplifyField],
	async run({ param, account }) {
		const id = param.id('conversation');
		const count = wantedCount(param);
		const { attachments: files } = await account();
		const attachments = await take(files.in(id), count);
		return param.boolean('simplify') ? attachments.map(attachmentOutput) : attachments;
	},
};

function attachmentOutput(attachment: ListedAttachment): IDataObject {
	const { id, message_id, file_type, data_url, file_size, extension, sender } = attachment;
	return {
		id,
		message_id,
		file_type,
		extension,
		file_size,
		data_url,
		created_at: isoTime(attachment.created_at),
		sender: sender ? { id: sender.id, name: sender.name, type: sender.type } : null,
	};
}
