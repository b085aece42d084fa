import { operation } from '../operation/operation';
import { profileKey, profiles } from './kind';

export const deleteProfileAvatar = operation({
	name: 'Delete Avatar',
	value: 'deleteAvatar',
	action: 'Delete avatar of profile',
	description: 'Take the picture of the user of the access token away',
	isOfToken: true,
	simplify: true,
	orderKey: profileKey,
	act: async ({ chatwoot, shown }) => shown(profiles, await chatwoot.profile.deleteAvatar()),
});
