import type { INodeProperties } from 'n8n-workflow';
import { given } from '../../../shared/json';
import type { FoundConversation } from '../../api/ongoing';
import { contacts } from '../contact/kind';
import { conversations } from '../conversation/kind';
import { inboxes } from '../inbox/kind';
import { keyOf, locatorOf } from '../kinds/kind';
import { toInbox } from '../messaging/destination';
import { contentFields, messageExtras, nothingNewSinceField } from '../messaging/fields';
import { nothingNewSince } from '../messaging/newer';
import { draftFrom } from '../messaging/reading';
import { partsOf, severalFrom, severalMessagesField } from '../messaging/several';
import { operation } from '../operation/operation';
import { newContactFields, personFields, personKey } from '../people/person';
import { targetFrom, withConversation, withoutOpenField } from '../people/conversation';
import { messages } from './kind';
import { write } from './write';

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
		messageExtras([mailSubjectField, nothingNewSinceField, severalMessagesField]),
	],
	simplify: true,
	orderKey: personKey,
	async read(param, context) {
		const { inbox } = targetFrom(param);
		const draft = await draftFrom(context);
		const mail_subject = param.optionalText('additionalFields.mailSubject');
		const additional_attributes = mail_subject === undefined ? undefined : { mail_subject };
		const since = nothingNewSince(param);
		return { inbox, draft, since, several: severalFrom(param), additional_attributes };
	},
	async act(call) {
		const { api, shown, isSimple } = call;
		const { inbox, draft, since, several, additional_attributes } = call.input;
		const { files } = draft;
		const message = await draft.for(api, toInbox(api, inbox));
		const [first, ...others] = several ? partsOf(message, several.texts) : [message];
		const opening = {
			fields: given({ additional_attributes }),
			message: first,
			files: others.length > 0 ? [] : files,
		};
		const send = async (found: FoundConversation, isNew: boolean) => {
			const { contact, action } = found;
			const { id } = found.conversation;
			const writing = { conversation: id, message, files, found: found.message, since, several };
			const work = async () => await write(call, writing);
			const isAlone = since === undefined && others.length === 0;
			const done = await (isAlone ? work() : api.turns.take([keyOf(conversations, id)], work));
			const ids = several && { message_ids: done.messages.map((each) => each.id) };
			if (done.news) return { ...done.news, contact_id: contact.id, ...ids };
			const sent = done.messages.at(-1)!;
			// The server opens it for an incoming message, or leaves it to a bot.
			const isOpened = action === 'reopened' && found.conversation.status === 'resolved';
			const conversation = (isOpened && (await api.conversations.find(id))) || found.conversation;
			const place = shown(conversations, conversation);
			// From before the message was sent.
			if (isSimple) delete place.last_message;
			return {
				id: sent.id,
				...(since !== undefined && { sent: true }),
				contact_id: contact.id,
				conversation_id: conversation.id,
				contact_action: isNew ? 'created' : 'found',
				conversation_action: action,
				...ids,
				contact: shown(contacts, contact),
				conversation: place,
				message: shown(messages, sent),
			};
		};
		// What is answered stands in a conversation: with none that goes on, it was closed since.
		const closed = since === undefined ? undefined : () => ({ sent: false, reason: 'closed' });
		return await withConversation(call, api, opening, send, closed);
	},
});
