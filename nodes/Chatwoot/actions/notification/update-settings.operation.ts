import { refuseNoChange, updateFields } from '../kinds/fields';
import { operation } from '../operation/operation';
import type { ChatwootParameters } from '../parameters/parameters';
import { choicesFrom } from '../parameters/choices';
import { EVENT_NAMES, eventsField, flagsOf, settingsOutput } from './settings';

export const updateNotificationSettings = operation({
	name: 'Update Settings',
	value: 'updateSettings',
	action: 'Update settings of notifications',
	description: 'Choose of what the user of the token is told by e-mail and by push',
	fields: [updateFields([eventsField('email', 'Email'), eventsField('push', 'Push')])],
	read(param) {
		const flags = { ...flagsFrom(param, 'email'), ...flagsFrom(param, 'push') };
		refuseNoChange(param, flags);
		return flags;
	},
	orderKey: () => 'notification settings',
	act: async ({ api, input: flags }) => settingsOutput(await api.notifications.setSettings(flags)),
});

/** A field that was added and left empty switches everything off. */
function flagsFrom(param: ChatwootParameters, way: 'email' | 'push'): Record<string, string[]> {
	const path = `updateFields.${way}Events`;
	if (param.value(path) === undefined) return {};
	return { [`selected_${way}_flags`]: flagsOf(way, choicesFrom(param, path, EVENT_NAMES)) };
}
