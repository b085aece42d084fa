import { pageFields, take, wantedCount } from '../../../shared/pages';
import { listedAttachmentOutput } from '../conversation/listed-attachment';
import { operation } from '../operation/operation';
import { contacts } from './kind';

export const getContactAttachments = operation({
	name: 'Get Attachments',
	value: 'getAttachments',
	action: 'Get attachments of contact',
	description:
		'Get type, size and address of the files that a contact has exchanged, the newest first; since Chatwoot 4.14',
	on: contacts,
	isReading: true,
	fields: pageFields,
	simplify: true,
	read: wantedCount,
	async act({ api, id, baseUrl, input: count, isSimple }) {
		const attachments = await take(api.attachments.ofContact(id), count);
		return isSimple
			? attachments.map((each) => ({
					...listedAttachmentOutput(each, baseUrl),
					conversation_id: each.conversation_id,
				}))
			: attachments;
	},
});
