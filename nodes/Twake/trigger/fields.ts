import { NodeOperationError } from 'n8n-workflow';
import type {
	IHookFunctions,
	INodeProperties,
	INodePropertyOptions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { quote, wordsIn } from '../../shared/text';
import { parseAddress, parseId } from '../api/ids';
import type { TwakeEvent } from './events';
import type { Filter } from './filter';

const eventField: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	options: [
		{
			name: 'Button or Menu',
			value: 'button',
			description: 'Somebody clicked a button or chose from a menu in a message',
		},
		{
			name: 'Command',
			value: 'command',
			description: 'Somebody typed / and the code of the application',
		},
		{
			name: 'Configuration Opened',
			value: 'configuration',
			description: 'Somebody opened the settings of the application',
		},
		{ name: 'Message Deleted', value: 'messageDeleted', description: 'A message was withdrawn' },
		{ name: 'Message Edited', value: 'messageEdited', description: 'The text was changed' },
		{
			name: 'Message Marked',
			value: 'messageMarked',
			description: 'A reaction or a pin was set or taken back',
		},
		{
			name: 'New Message',
			value: 'newMessage',
			description: 'A thread or a reply was posted in a channel with the application',
		},
		{
			name: 'Popup Button',
			value: 'popup',
			description: 'Somebody clicked a button in a popup of the application',
		},
		{
			name: 'Shortcut Opened',
			value: 'shortcut',
			description: 'Somebody chose the application in the input line or in the menu of a message',
		},
	],
	default: ['newMessage'],
	description: 'What starts the workflow',
};

/** Events in which a person waits for the answer (twake.md §10); of messages nobody sees it. */
const AWAITED: TwakeEvent[] = ['button', 'command', 'configuration', 'popup', 'shortcut'];

const answerFields: INodeProperties[] = [
	{
		displayName: 'Answer',
		name: 'answerMode',
		type: 'options',
		options: [
			{ name: 'At Once', value: 'onReceived', description: 'Before the workflow runs' },
			{
				name: 'When the Last Node Finishes',
				value: 'lastNode',
				description: 'With what the last node puts out',
			},
			{
				name: 'With a "Respond to Webhook" Node',
				value: 'responseNode',
				description: 'When that node is reached',
			},
		],
		default: 'onReceived',
		displayOptions: { show: { events: AWAITED } },
		description:
			'When Twake gets an answer. People who typed a command or clicked wait for it, so it has to come within seconds.',
	},
	{
		displayName: 'Answer Text',
		name: 'answerText',
		type: 'string',
		default: '',
		displayOptions: { show: { events: AWAITED, answerMode: ['onReceived'] } },
		description: 'A text that goes back with the answer',
	},
];

const filters: INodeProperties = {
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
			placeholder: 'ticket, bug',
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
			placeholder: 'support',
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

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Check Hooks URL',
			name: 'checkHooksUrl',
			type: 'boolean',
			default: true,
			description:
				'Whether to make sure, when listening begins, that Twake sends the events of the application to this node. Switch it off when they come by another address, such as a proxy.',
		},
	],
};

export const triggerFields: INodeProperties[] = [
	{
		displayName:
			'Twake sends the events of an application to one address: enter the Production URL above as <b>Hooks URL</b> of the application in Twake, and add the application to the channels that it shall listen to (channel settings > Connectors).',
		name: 'setup',
		type: 'notice',
		default: '',
	},
	eventField,
	filters,
	...answerFields,
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	options,
];

/** What the person filled in; ids in any form that the other nodes take too. */
export function filterOf(context: IHookFunctions | IWebhookFunctions): Filter {
	const value = (name: string): unknown => context.getNodeParameter(`filters.${name}`, '');
	const ids = (name: string) =>
		wordsIn(value(name)).map((each) => parseAddress(each)?.channel ?? parseId(each) ?? each);
	return {
		events: wordsIn(context.getNodeParameter('events', [])) as TwakeEvent[],
		channels: ids('channels'),
		users: ids('users'),
		startsWith: wordsIn(value('startsWith')),
		mention: String(value('mention') ?? '').trim(),
		position: (value('position') || 'all') as Filter['position'],
		otherApplications: value('otherApplications') === true,
	};
}

/** Throws when nothing can come that the trigger waits for. */
export function checkParameters(context: IHookFunctions): void {
	const { events, channels, users } = filterOf(context);
	const refuse = (message: string, description: string) => {
		throw new NodeOperationError(context.getNode(), message, { description });
	};
	if (events.length === 0)
		refuse('Choose at least one event', 'The parameter Trigger On is empty.');
	const known = (eventField.options as INodePropertyOptions[]).map((option) => option.value);
	const unknown = events.find((event) => !known.includes(event));
	if (unknown !== undefined) {
		refuse(`"Trigger On" holds no event: ${quote(unknown)}`, `There are: ${known.join(', ')}.`);
	}
	const isNone = (id: string) => parseId(id) === undefined;
	for (const [name, id] of [
		['Channels', channels.find(isNone)],
		['User IDs', users.find(isNone)],
	]) {
		if (id !== undefined)
			refuse(`"${name}" holds no ID: ${quote(id)}`, 'Take it from an address or an output.');
	}
}
