import type { INodeProperties } from 'n8n-workflow';
import { cannedResponses } from '../canned-response';
import { additionalFields } from '../../../shared/fields';
import { insteadOfFilesField } from '../../../shared/refused-files';
import { locatorOf } from '../kinds/kind';
import { itemFields } from './item-fields';
import { templateFields, typedTemplateField } from './template-fields';

/** Who writes to whom; the same parameter in every operation that writes a message. */
const messageTypeField: INodeProperties = {
	displayName: 'Message Type',
	name: 'messageType',
	type: 'options',
	options: [
		{
			name: 'Incoming',
			value: 'incoming',
			description: 'From the customer to the team; only in API inboxes',
		},
		{
			name: 'Outgoing',
			value: 'outgoing',
			description: 'From the team to the customer, sent through the channel of the inbox',
		},
		{
			name: 'Private Note',
			value: 'note',
			description: 'Seen by the team only',
		},
	],
	default: 'outgoing',
	description: 'Who writes to whom: outgoing, incoming or note',
};

const textField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	description:
		'The text of the message, in Markdown. It may stay empty only when files, items, a template or a canned response are sent.',
};

/** What a message can contain besides its text. */
const partFields: INodeProperties[] = [
	{
		displayName: 'Content Type',
		name: 'contentType',
		type: 'options',
		options: [
			{
				name: 'Article Links',
				value: 'article',
				description: 'Links to articles with title and description',
			},
			{
				name: 'Cards',
				value: 'cards',
				description: 'Cards with a picture and buttons',
			},
			{
				name: 'Form',
				value: 'form',
				description: 'Fields that the customer fills in',
			},
			{
				name: 'Select Options',
				value: 'input_select',
				description: 'Options of which the customer chooses one',
			},
			{
				name: 'Text',
				value: 'text',
			},
			{
				name: 'WhatsApp Template',
				value: 'template',
				description: 'An approved template, in WhatsApp inboxes only',
			},
		],
		default: 'text',
		description:
			'What the message holds besides its text. The website chat shows all types; API inboxes hand them on.',
	},
	...itemFields,
	...templateFields,
	{
		displayName: 'Attachments',
		name: 'attachments',
		type: 'string',
		default: '',
		displayOptions: { hide: { contentType: ['template'] } },
		placeholder: 'e.g. data, invoice',
		hint: 'The name of the input binary field containing the file to attach; several names separated by commas',
		description: 'Input binary fields whose files are sent with the message, in this order',
	},
];

/** The content of a message, for all operations that write one. */
export const contentFields: INodeProperties[] = [textField, messageTypeField, ...partFields];

/** The first message of a new conversation; all of it is optional. */
export const firstMessageFields = (description: string): INodeProperties[] => [
	{ ...textField, description },
	messageTypeField,
	...partFields,
];

const emailField = (name: string, displayName: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. jane@example.com, joe@example.com',
	description: `${description}, separated by commas. Only in e-mail inboxes.`,
});

const bccField = emailField('bccEmails', 'Bcc', 'Addresses that get a hidden copy of the e-mail');
const ccField = emailField('ccEmails', 'Cc', 'Addresses that get a copy of the e-mail');
const toField = emailField(
	'toEmails',
	'To',
	'Addresses that get the e-mail instead of the contact',
);

const cannedResponseLocator = locatorOf(
	cannedResponses,
	'A canned response of the account whose text is sent, its variables filled in by Chatwoot. The Text, if there is any, follows after it.',
);

const contentAttributesField: INodeProperties = {
	displayName: 'Content Attributes',
	name: 'contentAttributes',
	type: 'json',
	default: '{}',
	description: 'Further data as a JSON object, kept with the message and handed on in webhooks',
};

export const replyToField: INodeProperties = {
	displayName: 'Reply To Message ID',
	name: 'replyTo',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1234',
	description:
		'The ID of the message in the same conversation that this one answers, from the output of that message',
};

/** In a collection, because most messages are not answers. */
export const nothingNewSinceField: INodeProperties = {
	displayName: 'Only If Nothing New Since',
	name: 'nothingNewSince',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1234',
	hint: 'After a Chatwoot Trigger: {{ $json.message.id }}',
	description:
		'The ID of the message that is being answered. Right before writing, the conversation is read once more: when the customer has written again, somebody has answered, or a person has taken over since, nothing is written, and the output says sent: false and why.',
};

const voiceField: INodeProperties = {
	displayName: 'Voice Message',
	name: 'isVoiceMessage',
	type: 'boolean',
	default: false,
	description:
		'Whether audio files are shown and sent as a voice message, as if recorded in Chatwoot (from 4.14.2 on). WhatsApp takes OGG files with Opus for that.',
};

const sourceIdField: INodeProperties = {
	displayName: 'Source ID',
	name: 'sourceId',
	type: 'string',
	default: '',
	placeholder: 'e.g. wamid.HBgLM',
	description:
		'The ID of the message in another system, for bridges. Chatwoot takes a message that has one for sent already: an outgoing one does not go out through the channel of the inbox.',
};

const uploadIdsField: INodeProperties = {
	displayName: 'Upload IDs',
	name: 'uploadIds',
	type: 'string',
	default: '',
	placeholder: 'e.g. eyJfcmFpbHMiOnsiZGF0YSI6...--3f9c0b',
	description:
		'The IDs of files that were uploaded before, from the output of File > Upload; several separated by commas. They are sent beside the attachments, as often as you like without uploading again.',
};

const useLiquidField: INodeProperties = {
	displayName: 'Use Liquid Variables',
	name: 'useLiquid',
	type: 'boolean',
	default: false,
	description:
		'Whether Chatwoot fills in variables such as {{contact.name}} in outgoing texts and notes. When off, the text is sent as it is typed.',
};

/** The "Additional Fields" of a message, plus those of the operation. */
export const messageExtras = (more: INodeProperties[], description?: string): INodeProperties =>
	additionalFields(
		[
			bccField,
			cannedResponseLocator,
			ccField,
			contentAttributesField,
			insteadOfFilesField,
			sourceIdField,
			typedTemplateField,
			toField,
			uploadIdsField,
			useLiquidField,
			voiceField,
			...more,
		],
		description,
	);
