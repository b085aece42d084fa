import { operation } from '../operation/operation';
import { inboxes } from './kind';

export const syncTemplates = operation({
	name: 'Sync Templates',
	value: 'syncTemplates',
	action: 'Sync message templates of inbox',
	description:
		'Let Chatwoot fetch the templates of a WhatsApp inbox from there, some seconds later',
	access: 'administrator',
	on: inboxes,
	async act({ api, id }) {
		await api.inboxes.syncTemplates(id);
		return { id, syncing: true };
	},
});
