import { bodyOf } from '../../../shared/request';
import { operation } from '../operation/operation';
import { profiles } from './kind';

export const getProfile = operation({
	name: 'Get',
	value: 'get',
	action: 'Get profile',
	description: 'Get the user of the access token with all accounts and roles: who am I',
	isOfToken: true,
	simplify: true,
	async act({ chatwoot, shown }) {
		return shown(profiles, bodyOf(await chatwoot.profile.get()));
	},
});
