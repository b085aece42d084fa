import type { INodeProperties } from 'n8n-workflow';

export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'What is filtered out starts nothing and does not count as an execution',
	options: [
		{
			displayName: 'Begins With',
			name: 'startsWith',
			type: 'string',
			default: '',
			placeholder: 'e.g. ticket, bug',
			description: 'Words with which the text begins, separated by commas; any of them will do',
		},
		{
			displayName: 'Channels',
			name: 'channels',
			type: 'string',
			default: '',
			description: 'IDs or pasted addresses of channels, separated by commas',
		},
		{
			displayName: 'Include Other Applications',
			name: 'otherApplications',
			type: 'boolean',
			default: false,
			description:
				'Whether messages of other applications count. Messages of this one never come. Two bots may answer each other for ever.',
		},
		{
			displayName: 'Mentions',
			name: 'mention',
			type: 'string',
			default: '',
			placeholder: 'e.g. support',
			description: 'A username that the text mentions with an @',
		},
		{
			displayName: 'Position',
			name: 'position',
			type: 'options',
			options: [
				{ name: 'Everywhere', value: 'all' },
				{ name: 'Only Replies', value: 'replies' },
				{ name: 'Only Threads', value: 'threads', description: 'First messages' },
			],
			default: 'all',
			description: 'Where in a thread the message stands',
		},
		{
			displayName: 'User IDs',
			name: 'users',
			type: 'string',
			default: '',
			description: 'People whose doings count, separated by commas',
		},
	],
};
