import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { AVAILABILITIES, ROLES } from '../../api/agents';
import type { Agent } from '../../api/types';
import { agentLocator } from '../fields';
import { agentOutput } from '../output';
import type { ChatwootParameters } from '../operation/parameters';
import { given } from '../records/records';
import type { RecordKind } from '../records/records';

export const agents: RecordKind<Agent> = {
	one: 'an agent',
	many: 'agents',
	locator: agentLocator('The agent to work on. Agent > Get Many finds one by e-mail address.'),
	records: (api) => api.agents,
	simplified: agentOutput,
};

export const roleField: INodeProperties = {
	displayName: 'Role',
	name: 'role',
	type: 'options',
	options: [
		{ name: 'Administrator', value: 'administrator', description: 'May change all settings' },
		{ name: 'Agent', value: 'agent', description: 'Works on conversations' },
	],
	default: 'agent',
	description: 'What the agent may do in the account: administrator or agent',
};

export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'Jane Roe',
	description: 'The name of the agent; without one it is the part of the address before the @',
};

export const availabilityField: INodeProperties = {
	displayName: 'Availability',
	name: 'availability',
	type: 'options',
	options: [
		{ name: 'Busy', value: 'busy' },
		{ name: 'Offline', value: 'offline' },
		{ name: 'Online', value: 'online' },
	],
	default: 'online',
	description:
		'What colleagues and customers see: busy, offline or online. It does not make Chatwoot assign conversations: that needs an open dashboard.',
};

export const autoOfflineField: INodeProperties = {
	displayName: 'Auto Offline',
	name: 'autoOffline',
	type: 'boolean',
	default: true,
	description: 'Whether the agent is shown as offline while no dashboard is open',
};

/** What can be said about an agent in the collection at `path`; unknown words crash the server (chatwoot.md §9). */
export function agentFrom(param: ChatwootParameters, path: string): IDataObject {
	return given({
		name: param.trimmed(`${path}.name`),
		role: param.optionalChoice(`${path}.role`, ROLES),
		availability: param.optionalChoice(`${path}.availability`, AVAILABILITIES),
		auto_offline: param.optionalBoolean(`${path}.autoOffline`),
	});
}
