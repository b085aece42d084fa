import type { Resource } from '../operation/types';
import {
	createRecord,
	deleteRecord,
	getManyRecords,
	getRecord,
	updateRecord,
} from '../records/records';
import { checkedForApp, checkedSettings } from './app-settings';
import { getIntegrationApps } from './get-apps.operation';
import { integrations } from './kind';

const access = 'administrator';

export const integration: Resource = {
	name: 'Integration',
	value: 'integration',
	description: 'Apps connected to the account, such as Dialogflow or Google Translate',
	kind: integrations,
	operations: [
		createRecord(integrations, {
			description: 'Connect an app to the account or to one of its inboxes',
			access,
			adapt: checkedForApp,
		}),
		deleteRecord(integrations, { description: 'Disconnect an app', access }),
		getRecord(integrations, { description: 'Get one integration' }),
		getIntegrationApps,
		getManyRecords(integrations, { description: 'Get the apps that the account has connected' }),
		updateRecord(integrations, {
			description: 'Switch an app on or off, or change its settings',
			access,
			adapt: checkedSettings,
		}),
	],
};
