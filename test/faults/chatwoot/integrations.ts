import type { ChatwootSandbox } from '../../../sandbox/chatwoot';
import type { Hook } from '../../../sandbox/chatwoot/state/records';
import { byId, demo } from '../../Chatwoot/chatwoot';
import type { WriteCase } from '../write-case';
import { yes } from '../write-case';
import { fresh, PLANTED_SECRET, records } from './plant';
import { record } from './records';

/** Dialogflow in the website of the demo world. */
export const anIntegration: Omit<Hook, 'id'> = {
	account_id: 1,
	app_id: 'dialogflow',
	inbox_id: demo.website,
	enabled: true,
	settings: { project_id: 'shop', credentials: { private_key: PLANTED_SECRET } },
};

const settings = `={{ { project_id: $json.text, credentials: { private_key: '${PLANTED_SECRET}' } } }}`;
const planted = records<Hook>(
	({ state }) => state.hooks,
	() => ({ ...anIntegration, enabled: true }),
);
const rowOf = ({ state }: ChatwootSandbox, id: unknown) => state.hooks.get(Number(id));

export const integrationCases: Array<WriteCase<ChatwootSandbox>> = [
	{
		resource: 'integration',
		operation: 'create',
		parameters: {
			app: 'dialogflow',
			settings,
			additionalFields: { inbox: byId(demo.website) },
		},
		prepare: fresh,
		times: ({ state }, item) =>
			state.hooks.where((row) => row.settings.project_id === item.text).length,
	},
	{
		resource: 'integration',
		operation: 'update',
		parameters: { integration: record, updateFields: { settings } },
		prepare: planted,
		times: (world, item) => yes(rowOf(world, item.record)?.settings.project_id === item.text),
	},
	{
		resource: 'integration',
		operation: 'delete',
		parameters: { integration: record },
		prepare: planted,
		times: (world, item) => yes(rowOf(world, item.record) === undefined),
	},
];
