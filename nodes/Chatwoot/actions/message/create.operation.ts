import { needsChannel } from '../../api/content';
import type { Operation } from '../context';
import { conversationKey } from '../conversation/key';
import { accountLocator, conversationLocator, simplifyField } from '../fields';
import { messageOutput } from '../output';
import { checkChannel, draftFrom, finished } from './content';
import { contentExtras, contentFields, replyToField } from './fields';

export const createMessage: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a message',
	description: 'Write a message or a private note into a conversation',
	properties: [
		accountLocator,
		conversationLocator,
		...contentFields,
		simplifyField,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: contentExtras(replyToField),
		},
	],
	orderKey: conversationKey,
	async run(context) {
		const { param, account, hint } = context;
		const conversation = param.id('conversation');
		const replyTo = param.optionalId('additionalFields.replyTo', 'message');
		const draft = await draftFrom(context, replyTo);
		const api = await account();
		const { messages, conversations } = api;
		// The server takes an unknown ID and forgets it (chatwoot-api.md §6).
		if (replyTo !== undefined && (await messages.isIn(conversation, replyTo)) === false) {
			param.refuse(
				'additionalFields.replyTo',
				`is not a message of conversation ${conversation}: ${replyTo}`,
			);
		}
		if (needsChannel(draft.fields)) {
			const found = await conversations.find(conversation);
			checkChannel(param, draft.fields, found?.meta.channel);
		}
		const inbox = async () => (await conversations.get(conversation)).inbox_id;
		const message = await finished(param, api, draft, inbox);
		const created = await messages.create(conversation, message, draft.files);
		if (replyTo !== undefined && created.content_attributes.in_reply_to !== replyTo) {
			hint(
				`Message ${created.id} is there, but not as a reply: conversation ${conversation} has no message ${replyTo}`,
				'warning',
			);
		}
		return param.boolean('simplify') ? messageOutput(created) : created;
	},
};
