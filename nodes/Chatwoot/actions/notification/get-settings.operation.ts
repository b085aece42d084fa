import { operation } from '../operation/operation';
import { settingsOutput } from './settings';

export const getNotificationSettings = operation({
	name: 'Get Settings',
	value: 'getSettings',
	action: 'Get settings of notifications',
	description: 'Get of what the user of the token is told by e-mail and by push',
	act: async ({ api }) => settingsOutput(await api.notifications.settings()),
});
