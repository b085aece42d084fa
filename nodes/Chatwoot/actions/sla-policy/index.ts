import type { SlaPolicy } from '../../api/slas';
import { field, flag, name, text } from '../kinds/fields';
import type { Field } from '../kinds/fields';
import { noRecordsYet, recordKind } from '../kinds/kind';
import type { Resource } from '../operation/types';
import {
	createRecord,
	deleteRecord,
	getManyRecords,
	getRecord,
	updateRecord,
} from '../records/records';

/** How long something may take, in seconds. */
function threshold(key: string, displayName: string, named: string, what: string): Field {
	return field(
		key,
		{
			displayName,
			name: named,
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 3600,
			description: `Within how many seconds ${what}: 3600 is an hour`,
		},
		(param, path) => param.optionalCount(path),
	);
}

export const slaPolicies = recordKind<SlaPolicy>({
	noun: 'SLA policy',
	spec: {
		path: 'sla_policies',
		bodyKey: 'sla_policy',
		recordIn: ['payload'],
		// The server does not look whether there is such a policy (chatwoot.md §9 Enterprise).
		isOnlyListed: true,
		isUnknownACrash: true,
	},
	picker: {
		entry: ({ id, name: label }) => ({ name: label, value: id }),
		nothing: noRecordsYet('SLA policy', 'SLA'),
	},
	fields: [
		name(
			'name',
			{ displayName: 'Name', name: 'name', description: 'What agents know the policy by' },
			{ isNeeded: true },
		),
		text('description', {
			displayName: 'Description',
			name: 'description',
			description: 'What the policy is for',
		}),
		threshold(
			'first_response_time_threshold',
			'First Response Time',
			'firstResponseTime',
			'a customer has to be answered the first time',
		),
		threshold(
			'next_response_time_threshold',
			'Next Response Time',
			'nextResponseTime',
			'every later message has to be answered',
		),
		flag('only_during_business_hours', {
			displayName: 'Only During Business Hours',
			name: 'onlyDuringBusinessHours',
			description: 'Whether time counts only while the inbox is open',
		}),
		threshold(
			'resolution_time_threshold',
			'Resolution Time',
			'resolutionTime',
			'the conversation has to be resolved',
		),
	],
});

const access = 'administrator';

export const slaPolicy: Resource = {
	name: 'SLA Policy',
	value: 'slaPolicy',
	description: 'Enterprise: how fast customers have to be answered',
	kind: slaPolicies,
	operations: [
		createRecord(slaPolicies, {
			description: 'Create a policy; an automation rule can then apply it to conversations',
			access,
		}),
		deleteRecord(slaPolicies, { description: 'Delete a policy, some seconds later', access }),
		getRecord(slaPolicies, { description: 'Get one policy' }),
		getManyRecords(slaPolicies, { description: 'Get the policies of the account' }),
		updateRecord(slaPolicies, { description: 'Change a policy', access }),
	],
};
