import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../operation/types';
import { agentBotLocator, assigneeLocator, teamLocator } from '../fields';
import { assign, BOT_WORKS, checkKnown, refuseBoth } from './assignment';
import { onConversation } from './on-conversation';

export const assignConversation: Operation = {
	name: 'Assign',
	value: 'assign',
	action: 'Assign a conversation',
	access: 'bots',
	description: 'Give a conversation to an agent or an agent bot, to a team, or to both',
	...onConversation({
		fields: [assigneeLocator, teamLocator, agentBotLocator(BOT_WORKS)],
		read(param) {
			const wanted = {
				assignee: param.optionalId('assignee'),
				team: param.optionalId('team'),
				agentBot: param.optionalId('agentBot'),
			};
			if (Object.values(wanted).every((id) => id === undefined)) {
				param.refuse('assignee', 'is empty', 'Choose an agent or an agent bot, a team, or both.');
			}
			refuseBoth(param, wanted);
			return wanted;
		},
		async act(api, id, wanted, { param }) {
			await checkKnown(param, api, wanted, '');
			return { id, ...(await assign(api, id, wanted)) };
		},
	}),
};

export const unassignConversation: Operation = {
	name: 'Unassign',
	value: 'unassign',
	action: 'Unassign a conversation',
	access: 'bots',
	description: 'Take a conversation away from its agent, its team or both',
	...onConversation({
		fields: [
			{
				displayName: 'Take Away From',
				name: 'from',
				type: 'options',
				options: [
					{ name: 'Agent', value: 'agent' },
					{ name: 'Agent and Team', value: 'both' },
					{ name: 'Team', value: 'team' },
				],
				default: 'agent',
				description: 'From whom the conversation is taken: agent, team or both',
			},
		],
		read: (param) => param.choice('from', ['agent', 'both', 'team']),
		async act(api, id, from) {
			const cleared: IDataObject = {
				...(from !== 'agent' && { team: null }),
				...(from !== 'team' && { assignee: null }),
			};
			return { id, ...(await assign(api, id, cleared)) };
		},
	}),
};
