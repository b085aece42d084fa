import { operation } from '../operation/operation';
import { inboxes } from './kind';

export const removeInboxBot = operation({
	name: 'Remove Agent Bot',
	value: 'removeAgentBot',
	action: 'Remove agent bot from inbox',
	description: 'Let no bot answer in an inbox any more',
	access: 'administrator',
	on: inboxes,
	async act({ api, id }) {
		await api.inboxes.setBot(id, null);
		return { id, agent_bot: null };
	},
});
