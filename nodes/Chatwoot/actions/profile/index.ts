import { AVAILABILITIES } from '../../api/agents';
import type { Profile } from '../../api/types';
import { autoOfflineField, availabilityField } from '../agent/fields';
import { avatarField, avatarFrom } from '../records/avatars';
import type { ChatwootContext, Operation, Resource } from '../operation/context';
import { accountLocator, simplifyField } from '../fields';
import { given, refuseNoChange, updateFieldsOf } from '../records/records';
import { profileOutput } from './output';

const getProfile: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get the profile',
	description: 'Get the user of the access token with all accounts and roles: who am I',
	properties: [simplifyField],
	async run(context) {
		const result = await context.chatwoot.profile.get();
		if ('error' in result) throw result.error;
		return output(context, result.body);
	},
};

const updateProfile: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update the profile',
	description: 'Change the names, the picture or the signature of the user of the access token',
	properties: [
		updateFieldsOf([
			avatarField,
			{
				displayName: 'Display Name',
				name: 'displayName',
				type: 'string',
				default: '',
				description: 'The name that customers see',
			},
			{
				displayName: 'Message Signature',
				name: 'messageSignature',
				type: 'string',
				typeOptions: { rows: 2 },
				default: '',
				description: 'What the dashboard puts below the messages of the user, in Markdown',
			},
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				description: 'The full name',
			},
		]),
		simplifyField,
	],
	orderKey: () => 'profile',
	async run(context) {
		const { param, chatwoot } = context;
		const fields = given({
			display_name: param.trimmed('updateFields.displayName'),
			message_signature: param.optionalText('updateFields.messageSignature'),
			name: param.trimmed('updateFields.name'),
		});
		const avatar = await avatarFrom(context, 'updateFields');
		if (!avatar) refuseNoChange(param, fields);
		return output(context, await chatwoot.profile.update(fields, avatar));
	},
};

const deleteAvatar: Operation = {
	name: 'Delete Avatar',
	value: 'deleteAvatar',
	action: 'Delete the avatar of the profile',
	description: 'Take the picture of the user of the access token away',
	properties: [simplifyField],
	orderKey: () => 'profile',
	run: async (context) => output(context, await context.chatwoot.profile.deleteAvatar()),
};

const setAvailability: Operation = {
	name: 'Set Availability',
	value: 'setAvailability',
	action: 'Set the availability in the profile',
	description: 'Show the user of the access token as busy, offline or online in an account',
	properties: [
		accountLocator,
		availabilityField,
		simplifyField,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [autoOfflineField],
		},
	],
	orderKey: () => 'profile',
	async run(context) {
		const { param, chatwoot, account } = context;
		const availability = param.choice('availability', AVAILABILITIES);
		const autoOffline = param.optionalBoolean('additionalFields.autoOffline');
		const { id } = await account();
		const profile = await chatwoot.profile.setAvailability(id, availability);
		if (autoOffline === undefined) return output(context, profile);
		const rest = async () => await chatwoot.profile.setAutoOffline(id, autoOffline);
		return output(context, await chatwoot.requester.afterWriting(rest));
	},
};

function output({ param }: ChatwootContext, profile: Profile) {
	return param.boolean('simplify') ? profileOutput(profile) : profile;
}

export const profile: Resource = {
	name: 'Profile',
	value: 'profile',
	description: 'The user of the access token',
	operations: [deleteAvatar, getProfile, setAvailability, updateProfile],
};
