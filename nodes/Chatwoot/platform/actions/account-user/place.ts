import { locatorOf } from '../../../actions/kinds/kind';
import type { Target } from '../../../actions/operation/own-api';
import { accounts } from '../account/kind';
import { oneOf } from '../records/records';
import { users } from '../user/kind';

/** An account, whose people are meant. */
export const inAccount = oneOf(accounts);

interface Membership {
	account: number;
	user: number;
}

/** A user in an account. */
export const membership: Target<Membership> = {
	fields: [
		...inAccount.fields,
		locatorOf(users, 'The user by the ID, as User > Create puts it out'),
	],
	read: (param) => ({ account: param.id('account'), user: param.id('user') }),
	key: ({ account, user }) => `user ${user} in account ${account}`,
};
