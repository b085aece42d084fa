import type { INodeProperties } from 'n8n-workflow';

const textField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	description: 'What the message says',
};

export const formatField: INodeProperties = {
	displayName: 'Format',
	name: 'format',
	type: 'options',
	options: [
		{ name: 'HTML', value: 'html', description: 'The text is HTML, as clients of Matrix show it' },
		{ name: 'Markdown', value: 'markdown', description: 'Bold, lists, links, code and so on' },
		{ name: 'Plain Text', value: 'text', description: 'The text is shown as it is' },
	],
	default: 'markdown',
	description:
		'What the text is written in. Texts of other people are best sent as plain text: then nothing in them is markup.',
};

export const kindField: INodeProperties = {
	displayName: 'Message Type',
	name: 'messageType',
	type: 'options',
	options: [
		{ name: 'Action', value: 'm.emote', description: 'What somebody does, as by /me' },
		{
			name: 'Notice',
			value: 'm.notice',
			description: 'From a bot: shown quieter, and other bots do not answer',
		},
		{ name: 'Text', value: 'm.text' },
	],
	default: 'm.text',
	description: 'What kind of message it is',
};

export const mentionFields: INodeProperties[] = [
	{
		displayName: 'Mention Everybody',
		name: 'mentionRoom',
		type: 'boolean',
		default: false,
		description:
			'Whether everybody in the room is told, where the account has the power level for that',
	},
	{
		displayName: 'Mention Names or IDs',
		name: 'mention',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getMembers', loadOptionsDependsOn: ['room.value'] },
		default: [],
		description:
			'People who are told; their names stand in front of the text. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
];

/** The content of a message. */
export const contentFields: INodeProperties[] = [textField, formatField];

/** Rarely used fields of a new message. */
export const rarerContentFields: INodeProperties[] = [kindField, ...mentionFields];
