import { ROLES } from '../../api/agents';
import type { Resource } from '../operation/context';
import { createRecord, deleteRecord, getRecord, updateRecord } from '../records/records';
import { bulkCreateAgents } from './bulk-create.operation';
import {
	agentFrom,
	agents,
	autoOfflineField,
	availabilityField,
	nameField,
	roleField,
} from './fields';
import { getManyAgents } from './get-many.operation';

const createAgent = createRecord(agents, {
	description:
		'Invite a person to the account as agent or administrator. Chatwoot sends an e-mail to new users.',
	access: 'administrator',
	properties: [
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'name@email.com',
			default: '',
			description:
				'The e-mail address of the person. A user of another account of the installation keeps the name from there.',
		},
		roleField,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [autoOfflineField, availabilityField, nameField],
		},
	],
	fieldsFrom: (param) => ({
		email: param.email('email') ?? param.refuse('email', 'is empty'),
		role: param.choice('role', ROLES),
		...agentFrom(param, 'additionalFields'),
	}),
	orderKey: ({ param }) => `agent email ${param.email('email')}`,
});

export const agent: Resource = {
	name: 'Agent',
	value: 'agent',
	description: 'The people who answer',
	operations: [
		createAgent,
		bulkCreateAgents,
		deleteRecord(agents, {
			description:
				'Take an agent out of the account; the conversations become unassigned, and without another account the access token of the agent ends',
			access: 'administrator',
		}),
		getRecord(agents, { description: 'Get one agent' }),
		getManyAgents,
		updateRecord(agents, {
			description:
				'Change the name, role or availability of an agent; the e-mail address cannot be changed',
			access: 'administrator',
			options: [autoOfflineField, availabilityField, nameField, roleField],
			fieldsFrom: (param) => agentFrom(param, 'updateFields'),
		}),
	],
};
