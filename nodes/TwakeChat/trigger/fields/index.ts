import type { INodeProperties } from 'n8n-workflow';
import { simplifyField } from '../../../shared/fields';

const eventField: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	options: [
		{ name: 'Invited', value: 'invited', description: 'The account was invited to a room' },
		{ name: 'Member Joined', value: 'memberJoined', description: 'Somebody came into a room' },
		{ name: 'Member Left', value: 'memberLeft', description: 'Somebody left, or was removed' },
		{ name: 'Message Deleted', value: 'messageDeleted', description: 'A message was emptied' },
		{ name: 'Message Edited', value: 'messageEdited', description: 'A message was changed' },
		{
			name: 'New Message',
			value: 'newMessage',
			description: 'Somebody wrote in a room or a thread, or showed a file',
		},
		{
			name: 'Reaction Added',
			value: 'reactionAdded',
			description: 'Somebody reacted to a message',
		},
	],
	default: ['newMessage'],
	description: 'What starts the workflow. What the account of the credential does never starts it.',
};

const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'What is filtered out starts nothing and does not count as an execution',
	options: [
		{
			displayName: 'Include Notices',
			name: 'notices',
			type: 'boolean',
			default: false,
			description:
				'Whether notices count, which come from bots. Two bots may answer each other for ever.',
		},
		{
			displayName: 'Only Mentions',
			name: 'mentionsOnly',
			type: 'boolean',
			default: false,
			description: 'Whether only messages count that mention the account or everybody',
		},
		{
			displayName: 'Position',
			name: 'position',
			type: 'options',
			options: [
				{ name: 'Everywhere', value: 'all' },
				{ name: 'In Threads Only', value: 'threads' },
				{ name: 'Outside Threads Only', value: 'outside' },
			],
			default: 'all',
			description: 'Where a new message stands',
		},
		{
			displayName: 'Room Names or IDs',
			name: 'rooms',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getRooms' },
			default: [],
			description:
				'Rooms that count, all when neither rooms nor spaces are chosen. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Space Names or IDs',
			name: 'spaces',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getSpaces' },
			default: [],
			description:
				'Spaces whose rooms count, also those added later; the account has to be in the space and in the room. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'User IDs',
			name: 'users',
			type: 'string',
			default: '',
			placeholder: 'e.g. @alice:example.org',
			description: 'People whose doings count, separated by commas',
		},
	],
};

const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Accept Invitations',
			name: 'joinsInvited',
			type: 'boolean',
			default: false,
			description: 'Whether the account joins every room that it is invited to',
		},
		{
			displayName: 'Download Files',
			name: 'downloadFiles',
			type: 'boolean',
			default: false,
			description: 'Whether the file of a message is put into the binary field "data"',
		},
		{
			displayName: 'One at a Time',
			name: 'oneAtATime',
			type: 'boolean',
			default: false,
			description:
				'Whether an event waits until the run for the one before has ended, so that what the workflow does keeps their order',
		},
	],
};

export const triggerFields: INodeProperties[] = [
	{
		displayName:
			'The account of the credential has to be in the rooms that it should hear: invite it. n8n asks the homeserver itself, so it needs no public address. Encrypted messages cannot be read.',
		name: 'setup',
		type: 'notice',
		default: '',
	},
	eventField,
	filtersField,
	simplifyField,
	optionsField,
];
