import type { Operation } from '../context';
import { companyLocator, simplifyField } from '../fields';
import { userOutput } from '../../api/output';

export const searchUsers: Operation = {
	name: 'Search',
	value: 'search',
	action: 'Search users',
	description: 'Find people of a company, where the server lets applications reach this route',
	properties: [
		companyLocator,
		{
			displayName: 'Search Text',
			name: 'text',
			type: 'string',
			default: '',
			placeholder: 'alice',
			description: 'A part of the name, username or e-mail address',
		},
		simplifyField,
	],
	async run({ twake, param }) {
		const users = await twake.users.search(param.company(), param.requiredText('text').trim());
		return param.boolean('simplify') ? users.map(userOutput) : users;
	},
};
