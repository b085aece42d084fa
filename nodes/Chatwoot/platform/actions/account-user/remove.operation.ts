import { operation } from '../operation/operation';
import { membership } from './place';

export const removeAccountUser = operation({
	name: 'Remove',
	value: 'remove',
	action: 'Remove user from account',
	description: 'Take a user out of an account; it is no failure if the user is no member',
	on: membership,
	async act({ api, place: { account, user } }) {
		await api.accountUsers.remove(account, user);
		return { removed: true, account_id: account, user_id: user };
	},
});
