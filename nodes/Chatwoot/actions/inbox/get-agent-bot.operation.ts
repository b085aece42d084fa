import { operation } from '../operation/operation';
import { inboxes } from './kind';

export const getInboxBot = operation({
	name: 'Get Agent Bot',
	value: 'getAgentBot',
	action: 'Get agent bot of inbox',
	description: 'Get the bot that answers in an inbox; "agent_bot" is null when there is none',
	on: inboxes,
	isReading: true,
	act: async ({ api, id }) => ({ id, agent_bot: (await api.inboxes.bot(id)) ?? null }),
});
