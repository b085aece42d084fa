import type { INodeProperties } from 'n8n-workflow';
import { needsChannel } from '../../api/content';
import type { Operation } from '../operation/types';
import { accountLocator, inboxLocator, simplifyField } from '../fields';
import { contactOutput } from '../contact/kind';
import { conversationOutput } from '../conversation/kind';
import { messageOutput } from '../message/output';
import { newContactFields, personFields, personKey } from '../people/person';
import { targetFrom, withConversation, withoutOpenField } from '../people/conversation';
import { checkChannel, draftFrom, finished } from '../messaging/draft';
import { contentExtras, contentFields } from '../messaging/fields';

const mailSubjectField: INodeProperties = {
	displayName: 'Mail Subject',
	name: 'mailSubject',
	type: 'string',
	default: '',
	description: 'The subject of a new conversation in an e-mail inbox',
};

export const sendToContact: Operation = {
	name: 'Send to Contact',
	value: 'sendToContact',
	action: 'Send a message to a contact',
	description:
		'Write to a person: finds or creates the contact, goes on with its conversation or opens one, and sends the message',
	properties: [
		accountLocator,
		inboxLocator('The inbox in which to write to the person'),
		...personFields,
		withoutOpenField,
		...contentFields,
		simplifyField,
		...newContactFields,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: contentExtras(mailSubjectField),
		},
	],
	orderKey: personKey,
	async run(context) {
		const { param, baseUrl, account } = context;
		const { inbox } = targetFrom(param);
		const draft = await draftFrom(context);
		const { files } = draft;
		const mail_subject = param.optionalText('additionalFields.mailSubject');
		const fields = mail_subject === undefined ? {} : { additional_attributes: { mail_subject } };

		const api = await account();
		const message = await finished(param, api, draft, async () => inbox);
		const check = (channel?: string) => checkChannel(param, message, channel);
		const isPicky = needsChannel(message) || message.message_type === 'incoming';
		const wanted = { fields, message, files, check, isPicky };
		return await withConversation(context, api, wanted, async (found, isNew) => {
			const { contact, action } = found;
			const sent =
				found.message ?? (await api.messages.create(found.conversation.id, message, files));
			// The server opens it for an incoming message, or leaves it to a bot.
			const isOpened = action === 'reopened' && found.conversation.status === 'resolved';
			const conversation =
				(isOpened && (await api.conversations.find(found.conversation.id))) || found.conversation;
			const done = {
				id: sent.id,
				contact_id: contact.id,
				conversation_id: conversation.id,
				contact_action: isNew ? 'created' : 'found',
				conversation_action: action,
			};
			if (!param.boolean('simplify')) return { ...done, contact, conversation, message: sent };
			const shown = conversationOutput(conversation, { baseUrl });
			// From before the message was sent.
			delete shown.last_message;
			return {
				...done,
				contact: contactOutput(contact, { baseUrl, account: api.id }),
				conversation: shown,
				message: messageOutput(sent),
			};
		});
	},
};
