import { agentBots } from '../agent-bot';
import { locatorOf } from '../kinds/kind';
import { operation } from '../operation/operation';
import { inboxes } from './kind';

export const setInboxBot = operation({
	name: 'Set Agent Bot',
	value: 'setAgentBot',
	action: 'Set agent bot of inbox',
	description:
		'Let a bot answer in an inbox, in place of any other: new conversations begin as pending',
	access: 'administrator',
	on: inboxes,
	fields: [locatorOf(agentBots, 'The bot that is to answer. Agent Bot > Get Many lists the bots.')],
	read: (param) => param.id('agentBot'),
	async act({ api, id, input: bot }) {
		await api.inboxes.setBot(id, bot);
		return { id, agent_bot: { id: bot } };
	},
});
