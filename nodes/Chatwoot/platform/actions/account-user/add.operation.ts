import { role } from '../../../actions/agent/kind';
import { operation } from '../operation/operation';
import { membership } from './place';

export const addAccountUser = operation({
	name: 'Add',
	value: 'add',
	action: 'Add user to account',
	description: 'Bring a user into an account; a member gets the role',
	on: membership,
	fields: [role.property],
	read: (param) => param.choice('role', ['administrator', 'agent']),
	act: async ({ api, place: { account, user }, input }) =>
		await api.accountUsers.add(account, user, input),
});
