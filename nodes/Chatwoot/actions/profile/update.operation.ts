import { hintDifferences } from '../kinds/differences';
import { changeProperties, changesFrom, refuseNoChange } from '../kinds/fields';
import { operation } from '../operation/operation';
import { avatarField, avatarFrom } from '../records/avatars';
import { profileFields, profileKey, profiles } from './kind';

export const updateProfile = operation({
	name: 'Update',
	value: 'update',
	action: 'Update profile',
	description: 'Change the names, the picture or the signature of the user of the access token',
	isOfToken: true,
	fields: changeProperties(profileFields, [avatarField]),
	simplify: true,
	async read(param, context) {
		const fields = changesFrom(profileFields, param);
		const avatar = await avatarFrom(context, 'updateFields');
		if (!avatar) refuseNoChange(param, fields);
		return { fields, avatar };
	},
	orderKey: profileKey,
	async act({ chatwoot, input: { fields, avatar }, shown, hint }) {
		const profile = await chatwoot.profile.update(fields, avatar);
		hintDifferences(hint, 'the profile', fields, profile);
		return shown(profiles, profile);
	},
});
