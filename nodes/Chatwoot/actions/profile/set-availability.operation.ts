import { AVAILABILITIES } from '../../api/agents';
import { autoOffline, availability } from '../agent/kind';
import { additionalFields } from '../../../shared/fields';
import { operation } from '../operation/operation';
import { profileKey, profiles } from './kind';

export const setAvailability = operation({
	name: 'Set Availability',
	value: 'setAvailability',
	action: 'Set availability in profile',
	description: 'Show the user of the access token as busy, offline or online in an account',
	fields: [availability.property, additionalFields([autoOffline.property])],
	simplify: true,
	read: (param) => ({
		wanted: param.choice('availability', AVAILABILITIES),
		isAuto: param.optionalBoolean('additionalFields.autoOffline'),
	}),
	orderKey: profileKey,
	async act({ api, chatwoot, input: { wanted, isAuto }, shown }) {
		const profile = await chatwoot.profile.setAvailability(api.id, wanted);
		if (isAuto === undefined) return shown(profiles, profile);
		const rest = async () => await chatwoot.profile.setAutoOffline(api.id, isAuto);
		return shown(profiles, await chatwoot.requester.afterWriting(rest));
	},
});
