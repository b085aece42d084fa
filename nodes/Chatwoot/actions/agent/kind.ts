import type { IDataObject } from 'n8n-workflow';
import type { Agent } from '../../api/types';
import { choice, email, flag, name } from '../kinds/fields';
import { recordKind } from '../kinds/kind';

export const availability = choice('availability', {
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
});

export const autoOffline = flag('auto_offline', {
	displayName: 'Auto Offline',
	name: 'autoOffline',
	description: 'Whether the agent is shown as offline while no dashboard is open',
});

/** Unknown roles crash the server (chatwoot.md §9). */
export const role = choice(
	'role',
	{
		displayName: 'Role',
		name: 'role',
		type: 'options',
		options: [
			{ name: 'Administrator', value: 'administrator', description: 'May change all settings' },
			{ name: 'Agent', value: 'agent', description: 'Works on conversations' },
		],
		default: 'agent',
		description: 'What the agent may do in the account: administrator or agent',
	},
	{ isNeeded: true },
);

export const agents = recordKind<Agent>({
	noun: 'agent',
	example: '2',
	records: (api) => api.agents,
	picker: { entry: ({ id, name, email }) => ({ name: `${name} (${email})`, value: id }) },
	simplified: agentOutput,
	fields: [
		email(
			'email',
			{
				displayName: 'Email',
				name: 'email',
				description:
					'The e-mail address of the person. A user of another account of the installation keeps the name from there.',
			},
			{ isNeeded: true, only: 'create' },
		),
		role,
		name('name', {
			displayName: 'Name',
			name: 'name',
			placeholder: 'e.g. Jane Roe',
			description: 'The name of the agent; without one it is the part of the address before the @',
		}),
		availability,
		autoOffline,
	],
});

/** The fields of an agent that workflows use. */
export function agentOutput(agent: Agent): IDataObject {
	const { id, name, available_name, email, role, availability_status, auto_offline } = agent;
	const { confirmed, thumbnail } = agent;
	return {
		id,
		name,
		available_name,
		email,
		role,
		availability_status,
		auto_offline,
		confirmed,
		thumbnail,
	};
}
