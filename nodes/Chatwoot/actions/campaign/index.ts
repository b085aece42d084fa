import type { Resource } from '../operation/types';
import {
	createRecord,
	deleteRecord,
	getManyRecords,
	getRecord,
	updateRecord,
} from '../records/records';
import { campaigns } from './kind';
import { mergedRules, withRules } from './rules';

const access = 'administrator';

export const campaign: Resource = {
	name: 'Campaign',
	value: 'campaign',
	description: 'Messages to visitors of a website, or once to contacts with a label',
	kind: campaigns,
	operations: [
		createRecord(campaigns, {
			description:
				'Create a campaign: ongoing in an inbox of a website, one-off in one of SMS or WhatsApp',
			access,
			complete: (_param, fields) => withRules(fields),
		}),
		deleteRecord(campaigns, { description: 'Delete a campaign', access }),
		getRecord(campaigns, { description: 'Get one campaign', access }),
		getManyRecords(campaigns, { description: 'Get the campaigns of the account', access }),
		updateRecord(campaigns, {
			description: 'Change a campaign, or switch it on or off',
			access,
			complete: (_param, fields) => withRules(fields),
			adapt: async ({ id, fields }, api) =>
				mergedRules(fields, await campaigns.records(api).get(id)),
		}),
	],
};
