import type { Operation } from '../context';
import {
	accountLocator,
	conversationLocator,
	messageTypeField,
	simplifyField,
	useLiquidField,
} from '../fields';
import { messageOutput } from '../output';
import { newMessage } from './content';

export const createMessage: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a message',
	description: 'Write a message or a private note into a conversation',
	properties: [
		accountLocator,
		conversationLocator,
		messageTypeField,
		{
			displayName: 'Content',
			name: 'content',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			description:
				'The text of the message, in Markdown. It may stay empty only when files or items are sent.',
		},
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
			],
			default: 'text',
			description:
				'What the message holds besides its text. The website chat shows all types; API inboxes hand them on.',
		},
		{
			displayName: 'Items',
			name: 'items',
			type: 'json',
			displayOptions: { show: { contentType: ['article', 'cards', 'form', 'input_select'] } },
			default: '[]',
			placeholder: '[{"title": "Yes", "value": "yes"}]',
			description:
				'The parts as a JSON list. Select options: [{"title", "value"}]. Cards: [{"title", "description", "media_url", "actions": [{"type": "link", "text", "uri"} or {"type": "postback", "text", "payload"}]}]. Form: [{"name", "type", "label", "placeholder", "default", "required", "options"}]. Article links: [{"title", "description", "link"}].',
		},
		{
			displayName: 'Attachments',
			name: 'attachments',
			type: 'string',
			default: '',
			placeholder: 'data, invoice',
			hint: 'The name of the input binary field containing the file to attach; several names separated by commas',
			description: 'Input binary fields whose files are sent with the message, in this order',
		},
		simplifyField,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Content Attributes',
					name: 'contentAttributes',
					type: 'json',
					default: '{}',
					description:
						'Further data as a JSON object, kept with the message and handed on in webhooks',
				},
				{
					displayName: 'Reply To Message ID',
					name: 'replyTo',
					type: 'string',
					default: '',
					placeholder: '1234',
					description:
						'The ID of the message in the same conversation that this one answers, from the output of that message',
				},
				useLiquidField,
			],
		},
	],
	orderKey: ({ param }) => `${param.id('conversation')} in ${param.accountId() ?? ''}`,
	async run({ param, account, files, hint }) {
		const conversation = param.id('conversation');
		const replyTo = param.optionalId('additionalFields.replyTo', 'message');
		const message = newMessage(param, replyTo);
		const attachments = await files(param.names('attachments'));
		const isEmpty = message.content === undefined && message.content_type === undefined;
		if (isEmpty && attachments.length === 0) {
			param.refuse('content', 'is empty', 'Write a text, or attach a file.');
		}
		const { messages } = await account();
		// The server takes an unknown ID and forgets it (chatwoot-api.md §6).
		if (replyTo !== undefined && (await messages.isIn(conversation, replyTo)) === false) {
			param.refuse(
				'additionalFields.replyTo',
				`is not a message of conversation ${conversation}: ${replyTo}`,
			);
		}
		const created = await messages.create(conversation, message, attachments);
		if (replyTo !== undefined && created.content_attributes.in_reply_to !== replyTo) {
			hint(
				`Message ${created.id} is there, but not as a reply: conversation ${conversation} has no message ${replyTo}`,
				'warning',
			);
		}
		return param.boolean('simplify') ? messageOutput(created) : created;
	},
};
