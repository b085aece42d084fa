import { operation } from '../operation/operation';
import { oneOf } from '../records/records';
import { users } from './kind';

export const getLoginLink = operation({
	name: 'Get Login Link',
	value: 'getLoginLink',
	action: 'Get login link of user',
	description:
		'Get a link that logs the user in without a password, once. Secret: whoever opens it is logged in, and it is kept in the data of the execution.',
	on: oneOf(users),
	async act({ api, place: id }) {
		return { id, url: await api.loginLink(id) };
	},
});
