import type { INodeProperties } from 'n8n-workflow';
import { given } from '../../../shared/json';
import { contacts } from '../contact/kind';
import { conversations } from '../conversation/kind';
import { inboxes } from '../inbox/kind';
import { locatorOf } from '../kinds/kind';
import { toInbox } from '../messaging/destination';
import { contentFields, messageExtras } from '../messaging/fields';
import { draftFrom } from '../messaging/reading';
import { operation } from '../operation/operation';
import { newContactFields, personFields, personKey } from '../people/person';
import { targetFrom, withConversation, withoutOpenField } from '../people/conversation';
import { messages } from './kind';

const mailSubjectField: INodeProperties = {
	displayName: 'Mail Subject',
	name: 'mailSubject',
	type: 'string',
	default: '',
	description: 'The subject of a new conversation in an e-mail inbox',
};

export const sendToContact = operation({
	name: 'Send to Contact',
	value: 'sendToContact',
	action: 'Send message to contact',
	description:
		'Write to a person: finds or creates the contact, goes on with its conversation or opens one, and sends the message',
	fields: [
		locatorOf(inboxes, 'The inbox in which to write to the person'),
		...personFields,
		withoutOpenField,
		...contentFields,
		...newContactFields,
		messageExtras([mailSubjectField]),
	],
	simplify: true,
	orderKey: personKey,
	async read(param, context) {
		const { inbox } = targetFrom(param);
		const draft = await draftFrom(context);
		const mail_subject = param.optionalText('additionalFields.mailSubject');
		const additional_attributes = mail_subject === undefined ? undefined : { mail_subject };
		return { inbox, draft, additional_attributes };
	},
	async act(call) {
		const { api, shown, isSimple } = call;
		const { inbox, draft, additional_attributes } = call.input;
		const { files } = draft;
		const message = await draft.for(api, toInbox(api, inbox));
		const opening = { fields: given({ additional_attributes }), message, files };
		return await withConversation(call, api, opening, async (found, isNew) => {
			const { contact, action } = found;
			const sent =
				found.message ?? (await api.messages.create(found.conversation.id, message, files));
			// The server opens it for an incoming message, or leaves it to a bot.
			const isOpened = action === 'reopened' && found.conversation.status === 'resolved';
			const conversation =
				(isOpened && (await api.conversations.find(found.conversation.id))) || found.conversation;
			const place = shown(conversations, conversation);
			// From before the message was sent.
			if (isSimple) delete place.last_message;
			return {
				id: sent.id,
				contact_id: contact.id,
				conversation_id: conversation.id,
				contact_action: isNew ? 'created' : 'found',
				conversation_action: action,
				contact: shown(contacts, contact),
				conversation: place,
				message: shown(messages, sent),
			};
		});
	},
});
