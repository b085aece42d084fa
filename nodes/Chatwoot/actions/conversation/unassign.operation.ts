import { operation } from '../operation/operation';
import { assign } from './assignment';
import { conversations } from './kind';

export const unassignConversation = operation({
	name: 'Unassign',
	value: 'unassign',
	action: 'Unassign conversation',
	access: 'bots',
	description: 'Take a conversation away from its agent, its team or both',
	on: conversations,
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
	async act({ api, id, input: from }) {
		const nobody = {
			...(from !== 'agent' && { team: null }),
			...(from !== 'team' && { assignee: null }),
		};
		return { id, ...(await assign(api, id, nobody)) };
	},
});
