import { operation } from '../operation/operation';
import { apps } from './kind';

export const getIntegrationApps = operation({
	name: 'Get Apps',
	value: 'getApps',
	action: 'Get apps that can be integrated',
	description:
		'Get the apps that the server can connect, and their integrations; what settings they want, for administrators only',
	simplify: true,
	act: async ({ api, shown }) => (await api.integrations.apps()).map((app) => shown(apps, app)),
});
