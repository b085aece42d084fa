import type { INodeProperties } from 'n8n-workflow';
import { withoutUndefined } from '../../../shared/json';
import { toldOf } from '../../../shared/refused-files';
import type { FoundConversation } from '../../api/ongoing';
import { contacts } from '../contact/kind';
import { conversations } from '../conversation/kind';
import { inboxes } from '../inbox/kind';
import { keyOf, locatorOf } from '../kinds/kind';
import { toInbox } from '../messaging/destination';
import { contentFields, messageExtras, nothingNewSinceField } from '../messaging/fields';
import { nothingNewSince } from '../messaging/newer';
import { draftFrom } from '../messaging/reading';
import type { Draft } from '../messaging/draft';
import { partsOf, severalFrom, severalMessagesField } from '../messaging/several';
import type { Several } from '../messaging/several';
import {
	throughWindow,
	whenClosedField,
	whenClosedFrom,
	windowOf,
	windowOfNew,
} from '../messaging/window';
import type { SentAs } from '../messaging/window';
import type { Conversation } from '../../api/types';
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
		'Write to a person: finds or creates the contact and the conversation, and sends the message',
	fields: [
		locatorOf(inboxes, 'The inbox in which to write to the person'),
		...personFields,
		...contentFields,
		withoutOpenField,
		...newContactFields,
		messageExtras([mailSubjectField, nothingNewSinceField, severalMessagesField, whenClosedField]),
	],
	simplify: true,
	orderKey: personKey,
	async read(param, context) {
		const { inbox } = targetFrom(param);
		const draft = await draftFrom(context);
		const mail_subject = param.optionalText('additionalFields.mailSubject');
		const additional_attributes = mail_subject === undefined ? undefined : { mail_subject };
		const since = nothingNewSince(param);
		const whenClosed = whenClosedFrom(param, draft);
		const several = severalFrom(param);
		return { inbox, draft, since, several, whenClosed, additional_attributes };
	},
	async act(call) {
		const { api, param, shown, isSimple } = call;
		const { inbox, since, whenClosed, additional_attributes } = call.input;
		const destination = toInbox(api, inbox);
		/** The message as it will be written, in one piece or several. */
		const composed = async (draft: Draft, several: Several | undefined, sentAs?: SentAs) => {
			const whole = await draft.for(api, destination);
			const parts = several ? partsOf(whole.message, several.texts) : [whole.message];
			return { whole, parts, several, sentAs };
		};
		// Even if it may be replaced later: what no inbox accepts is refused before anything else.
		let ready = await composed(call.input.draft, call.input.several);
		const prepare = async (conversation: Conversation | undefined) => {
			if (whenClosed !== undefined) {
				const window = conversation ? windowOf(conversation) : await windowOfNew(api, inbox);
				const { draft, sentAs } = throughWindow(param, window, call.input.draft, whenClosed);
				// A replacement of the text is written in one piece.
				const several = sentAs === 'message' ? call.input.several : undefined;
				ready = await composed(draft, several, sentAs);
			}
			const { whole, parts } = ready;
			return { ...whole, message: parts[0], files: parts.length > 1 ? [] : whole.files };
		};
		const fields = withoutUndefined({ additional_attributes });
		const send = async (found: FoundConversation, isNew: boolean) => {
			const { contact, action } = found;
			const { id } = found.conversation;
			const { whole, parts, several, sentAs } = ready;
			const writing = { ...whole, conversation: id, found: [found.message], since, several };
			const work = async () => await write(call, writing);
			const isAlone = since === undefined && parts.length === 1;
			const done = await (isAlone ? work() : api.turns.take([keyOf(conversations, id)], work));
			const ids = several && { message_ids: done.messages.map((each) => each.id) };
			if (done.news) return { ...done.news, contact_id: contact.id, ...ids };
			const sent = done.messages.at(-1)!;
			// The server opens it when an incoming message arrives, or leaves it to a bot.
			const isOpened = action === 'reopened' && found.conversation.status === 'resolved';
			const conversation = (isOpened && (await api.conversations.find(id))) || found.conversation;
			const place = shown(conversations, conversation);
			// Its state from before the message was sent.
			if (isSimple) delete place.last_message;
			return {
				id: sent.id,
				...(since !== undefined && { sent: true }),
				...(sentAs && { sent_as: sentAs }),
				...toldOf(done.filesRefused ?? found.filesRefused),
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
		// The message to be answered is in some conversation: if none is ongoing, it has been closed
		// since.
		const closed = since === undefined ? undefined : () => ({ sent: false, reason: 'closed' });
		return await withConversation(call, api, { fields, prepare }, send, closed);
	},
});
