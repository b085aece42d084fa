import { userOutput } from '../../api/output';
import { company } from '../kinds/company';
import { operation } from '../operation/operation';

export const searchUsers = operation({
	name: 'Search',
	value: 'search',
	action: 'Search users',
	description: 'Find people of a company, where the server lets applications reach this route',
	on: company,
	fields: [
		{
			displayName: 'Search Text',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'alice',
			description: 'A part of the name, username or e-mail address',
		},
	],
	simplify: userOutput,
	read: (param) => param.requiredText('search').trim(),
	act: async ({ twake, place, given: text }) => await twake.users.search(place.company, text),
});
