import { operation } from '../operation/operation';
import { oneOf } from '../records/records';
import { users } from './kind';

export const getLoginLink = operation({
	name: 'Get Login Link',
	value: 'getLoginLink',
	action: 'Get login link of user',
	description:
		'Get a link that logs the user in once. Secret: it works for whoever opens it, and the execution stores it.',
	on: oneOf(users),
	async act({ api, place: id }) {
		return { id, url: await api.loginLink(id) };
	},
});
