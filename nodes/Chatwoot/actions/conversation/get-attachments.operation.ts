import { pageFields, take, wantedCount } from '../../../shared/pages';
import { operation } from '../operation/operation';
import { conversations } from './kind';
import { listedAttachmentOutput } from './listed-attachment';

export const getAttachments = operation({
	name: 'Get Attachments',
	value: 'getAttachments',
	action: 'Get attachments of conversation',
	description:
		'Get type, size and address of the files; Message > Download Attachments gets their content',
	on: conversations,
	isReading: true,
	fields: pageFields,
	simplify: true,
	read: wantedCount,
	async act({ api, id, baseUrl, input: count, isSimple }) {
		const attachments = await take(api.attachments.in(id), count);
		return isSimple
			? attachments.map((each) => listedAttachmentOutput(each, baseUrl))
			: attachments;
	},
});
