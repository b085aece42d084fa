import { withoutUndefined } from '../../../shared/json';
import { agentBots } from '../agent-bot';
import { locatorOf } from '../kinds/kind';
import { operation } from '../operation/operation';
import {
	assign,
	assigneeLocator,
	BOT_WORKS,
	checkKnown,
	refuseBoth,
	teamLocator,
} from './assignment';
import { conversations } from './kind';

export const assignConversation = operation({
	name: 'Assign',
	value: 'assign',
	action: 'Assign conversation',
	access: 'bots',
	description: 'Give a conversation to an agent or an agent bot, to a team, or to both',
	on: conversations,
	fields: [assigneeLocator, teamLocator, locatorOf(agentBots, BOT_WORKS)],
	read(param) {
		const wanted = withoutUndefined({
			assignee: param.optionalId('assignee'),
			team: param.optionalId('team'),
			agentBot: param.optionalId('agentBot'),
		});
		if (Object.keys(wanted).length === 0) {
			param.refuse('assignee', 'is empty', 'Choose an agent or an agent bot, a team, or both.');
		}
		refuseBoth(param, wanted);
		return wanted;
	},
	async act({ api, id, param, input: wanted }) {
		await checkKnown(param, api, wanted, '');
		return { id, ...(await assign(api, id, wanted)) };
	},
});
