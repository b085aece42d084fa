import { userOutput } from '../../api/output';
import { company } from '../kinds/company';
import { checkCompany } from '../kinds/existing-company';
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
			placeholder: 'e.g. alice',
			description: 'A part of the name, username or e-mail address',
		},
	],
	simplify: userOutput,
	read: (param) => param.requiredText('search').trim(),
	async act(call) {
		const { twake, place, input: text } = call;
		const users = await twake.users.search(place.company, text);
		// A search in an unknown company finds nobody.
		if (users.length === 0) await checkCompany(call, place);
		return users;
	},
});
