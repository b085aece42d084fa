import type { World } from './state/seed';

/** Ids of the demo world, for tests and workflows to use. */
export const demoIds = {
	company: '5e1f0a10-7c11-11ef-8a2b-0242ac120002',
	workspace: '5e1f5830-7c11-11ef-8a2b-0242ac120002',
	channel: '0b6f3c1e-52a7-4c0b-9d1e-6f0a3b7c9d21',
	privateChannel: 'c2d41f60-8b3e-4f6a-a1c5-2e9b7d0f4a83',
	application: '5e1fa650-7c11-11ef-8a2b-0242ac120002',
	privateKey: 'c2FuZGJveC1wcml2YXRlLWtleS1vZi1uOG4tMDAwMDE=',
	alice: '5e1ff470-7c11-11ef-8a2b-0242ac120002',
	bob: '5e204290-7c11-11ef-8a2b-0242ac120002',
} as const;

/** A company with two people, a public and a private channel, and the application n8n in both. */
export const demoWorld: World = {
	company: demoIds.company,
	workspace: demoIds.workspace,
	users: [
		{ id: demoIds.alice, first_name: 'Alice', last_name: 'Martin', username: 'alice' },
		{ id: demoIds.bob, first_name: 'Bob', last_name: 'Durand', username: 'bob' },
	],
	channels: [
		{
			id: demoIds.channel,
			name: 'Support',
			icon: '🛟',
			description: 'Customer support',
			connectors: [demoIds.application],
			stats: { members: 2 },
		},
		{
			id: demoIds.privateChannel,
			name: 'Team',
			icon: '🔒',
			description: 'Private channel',
			visibility: 'private',
			connectors: [demoIds.application],
			stats: { members: 1 },
		},
	],
	applications: {
		n8n: {
			installed: true,
			application: {
				id: demoIds.application,
				identity: {
					name: 'n8n',
					icon: '',
					description: 'Workflow automation',
					website: 'https://n8n.io',
					categories: ['automation'],
					compatibility: ['twake'],
				},
				access: {
					read: ['messages'],
					write: ['messages'],
					delete: ['messages'],
					hooks: ['messages'],
				},
				api: { hooks_url: '', allowed_ips: '*', private_key: demoIds.privateKey },
			},
		},
	},
};
