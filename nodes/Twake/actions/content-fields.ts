import type { INodeProperties } from 'n8n-workflow';
import { blockBuilder } from './block-fields';

const textField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	description:
		'The message in Markdown. @username mentions a person, @all everybody. Twake itself requests links in the text for a preview, so put no one-time links in it.',
};

const blocksMode: INodeProperties = {
	displayName: 'Blocks',
	name: 'blocksMode',
	type: 'options',
	options: [
		{ name: 'None', value: 'none', description: 'Only the text' },
		{ name: 'Build Here', value: 'builder', description: 'Headers, sections, buttons and so on' },
		{ name: 'JSON', value: 'json', description: 'A list of blocks as JSON' },
	],
	default: 'none',
	description:
		'Rich content that is shown instead of the text. The text then remains as the preview in lists and notifications.',
};

const blocksJson: INodeProperties = {
	displayName: 'Blocks (JSON)',
	name: 'blocksJson',
	type: 'json',
	typeOptions: { rows: 8 },
	default: '[]',
	displayOptions: { show: { blocksMode: ['json'] } },
	description:
		'A JSON list of blocks: section, header, image, context, actions, input. Example: [{"type": "header", "text": {"type": "plain_text", "text": "Hi"}}].',
};

const brokenBlocks: INodeProperties = {
	displayName: 'Blocks That Twake Cannot Show',
	name: 'brokenBlocks',
	type: 'options',
	options: [
		{ name: 'Refuse', value: 'refuse', description: 'The item fails and nothing is sent' },
		{
			name: 'Leave Out',
			value: 'drop',
			description: 'The rest is sent, with a hint beside the output',
		},
	],
	default: 'refuse',
	displayOptions: { show: { blocksMode: ['json'] } },
	description: 'What to do about blocks that the web client breaks over or does not show',
};

const additional: INodeProperties[] = [
	{
		displayName: 'Attachments',
		name: 'attachments',
		type: 'string',
		default: '',
		placeholder: 'data',
		hint: 'The name of the input binary field containing the file to attach; several names separated by commas',
		description: 'Input binary fields whose files are uploaded and shown in the message',
	},
	{
		displayName: 'Context',
		name: 'context',
		type: 'json',
		default: '{}',
		description:
			'A JSON object that nobody sees. Twake keeps it with the message and gives it back when the message is read or clicked: the place for your own IDs.',
	},
	{
		displayName: 'File IDs',
		name: 'fileIds',
		type: 'string',
		default: '',
		description: 'IDs of files from File > Upload to show in the message, separated by commas',
	},
	{
		displayName: 'Mention',
		name: 'mention',
		type: 'string',
		default: '',
		placeholder: 'alice, bob',
		description:
			'Usernames to mention in front of the text, separated by commas. "all" mentions everybody in the channel.',
	},
	{
		displayName: 'Quoted Message ID',
		name: 'quotedMessage',
		type: 'string',
		default: '',
		description: 'The ID of a message to quote above this one',
	},
	{
		displayName: 'Quoted Thread ID',
		name: 'quotedThread',
		type: 'string',
		default: '',
		description: 'The thread of the quoted message; empty when it is the first one in its thread',
	},
	{
		displayName: 'Sender Name',
		name: 'senderName',
		type: 'string',
		default: '',
		description: 'Shown instead of the name of the application',
	},
	{
		displayName: 'Sender Picture',
		name: 'senderPicture',
		type: 'string',
		default: '',
		placeholder: 'https://example.com/bot.png',
		description: 'Web address of a picture shown instead of the icon of the application',
	},
];

const onlyFor: INodeProperties = {
	displayName: 'Only Visible To User ID',
	name: 'visibleTo',
	type: 'string',
	default: '',
	description:
		'The ID of the only person to see the message. It is not stored and gone when the page is reloaded. Not confidential: others can find it in the data that their browser receives.',
};

/** Blocks in any of the ways to enter them. */
export const blockFields = [blocksMode, blockBuilder, blocksJson, brokenBlocks];

/**
 * The parameters of a message: text and blocks, then `between`, which belongs to the operation, and
 * the collection of rarer fields last, where people look for it; `further` are of the operation too.
 */
export function contentFields(
	between: INodeProperties[],
	further: INodeProperties[] = [],
): INodeProperties[] {
	return [textField, ...blockFields, ...between, collectionOf([...additional, ...further])];
}

/** The same for replies, which may be for one person. */
export function replyContentFields(between: INodeProperties[]): INodeProperties[] {
	return [textField, ...blockFields, ...between, collectionOf([...additional, onlyFor])];
}

/** What an edit can change; the rest of a message stays as it is. */
export function editFields(between: INodeProperties[]): INodeProperties[] {
	const names = ['context', 'senderName', 'senderPicture'];
	const editable = additional.filter(({ name }) => names.includes(name));
	return [textField, ...blockFields, ...between, collectionOf(editable)];
}

function collectionOf(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [...options].sort((one, other) => one.displayName.localeCompare(other.displayName)),
	};
}
