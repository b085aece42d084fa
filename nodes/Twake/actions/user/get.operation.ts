import type { Operation } from '../context';
import { simplifyField, userField } from '../fields';
import { userOutput } from '../../api/output';

export const getUser: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a user',
	description: 'Get a person by ID, where the server lets applications reach this route',
	properties: [userField, simplifyField],
	async run({ twake, param }) {
		const user = await twake.users.get(param.id('user'));
		return param.boolean('simplify') ? userOutput(user) : user;
	},
};
