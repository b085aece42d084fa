import type { Operation } from '../operation/context';
import { accountLocator, agentBotLocator } from '../fields';
import { orderKeyOf } from '../records/records';
import { inboxes } from './kind';

const inbox = inboxes.locator;

export const getInboxBot: Operation = {
	name: 'Get Agent Bot',
	value: 'getAgentBot',
	action: 'Get the agent bot of an inbox',
	description: 'Get the bot that answers in an inbox; "agent_bot" is null when there is none',
	properties: [accountLocator, inbox],
	async run({ param, account }) {
		const id = param.id('inbox');
		return { id, agent_bot: (await (await account()).inboxes.bot(id)) ?? null };
	},
};

export const setInboxBot: Operation = {
	name: 'Set Agent Bot',
	value: 'setAgentBot',
	action: 'Set the agent bot of an inbox',
	description:
		'Let a bot answer in an inbox, in place of any other: new conversations begin as pending',
	access: 'administrator',
	properties: [
		accountLocator,
		inbox,
		agentBotLocator('The bot that is to answer. Agent Bot > Get Many lists the bots.'),
	],
	orderKey: ({ param }) => orderKeyOf(inboxes, param),
	async run({ param, account }) {
		const id = param.id('inbox');
		const bot = param.id('agentBot');
		await (await account()).inboxes.setBot(id, bot);
		return { id, agent_bot: { id: bot } };
	},
};

export const removeInboxBot: Operation = {
	name: 'Remove Agent Bot',
	value: 'removeAgentBot',
	action: 'Remove the agent bot from an inbox',
	description: 'Let no bot answer in an inbox any more',
	access: 'administrator',
	properties: [accountLocator, inbox],
	orderKey: ({ param }) => orderKeyOf(inboxes, param),
	async run({ param, account }) {
		const id = param.id('inbox');
		await (await account()).inboxes.setBot(id, null);
		return { id, agent_bot: null };
	},
};
