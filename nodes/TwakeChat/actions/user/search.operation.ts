import { userOutput } from '../../api/output';
import { operation } from '../operation/operation';

export const searchUsers = operation({
	name: 'Search',
	value: 'search',
	action: 'Search users',
	description:
		'Find people by name, most often only those with whom the account shares a room and those in public rooms',
	isReading: true,
	fields: [
		{
			displayName: 'Search Text',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. alice',
			description: 'How a word of the name begins, or an ID',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
		},
	],
	read: (param) => ({
		text: param.requiredText('search').trim(),
		limit: param.count('limit'),
	}),
	async act({ chat, input: { text, limit } }) {
		const users = await chat.users.search(text, limit);
		return users.slice(0, limit).map(userOutput);
	},
});
