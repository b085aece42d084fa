import type { INodeProperties } from 'n8n-workflow';
import { escapeMarkdownField } from '../../../shared/escaped-expressions';
import { insteadOfFilesField } from '../../../shared/refused-files';
import { blockFields } from '../blocks/fields';

const textField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	description:
		'The message in Markdown. @username mentions a person, @all everybody. Twake itself requests links in the text for a preview, so put no one-time links in it.',
};

/** Rarely used fields of a new message. */
export const rarerContentFields: INodeProperties[] = [
	escapeMarkdownField,
	{
		displayName: 'Attachments',
		name: 'attachments',
		type: 'string',
		default: '',
		placeholder: 'e.g. data',
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
	insteadOfFilesField,
	{
		displayName: 'Mention',
		name: 'mention',
		type: 'string',
		default: '',
		placeholder: 'e.g. alice, bob',
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
		placeholder: 'e.g. https://example.com/bot.png',
		description: 'Web address of a picture shown instead of the icon of the application',
	},
];

/** For replies: shows the message to one person only. */
export const visibleToField: INodeProperties = {
	displayName: 'Only Visible To User ID',
	name: 'visibleTo',
	type: 'string',
	default: '',
	description:
		'The ID of the only person to see the message. It is not stored and gone when the page is reloaded. Not confidential: others can find it in the data that their browser receives.',
};

/** The content of a message. */
export const contentFields: INodeProperties[] = [textField, ...blockFields];

/** The rarely used fields that an edit can change; the rest of a message stays as it is. */
export const editableFields = rarerContentFields.filter(({ name }) =>
	['context', 'escapeMarkdown', 'senderName', 'senderPicture'].includes(name),
);
