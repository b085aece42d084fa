import type { Events } from '../events';
import { conversationOf, inboxOf } from '../state/access';
import type { State } from '../state/state';
import type { Conversation, Message } from '../state/types';
import type { Presence } from './payloads';
import {
	contactEvent,
	conversationEvent,
	currentConversation,
	messageEvent,
	typingEvent,
	widgetEvent,
} from './payloads';
import { botsFor, callbackOf, webhooksFor } from './targets';
import type { Target } from './targets';

/** Runs a background job when its turn comes. */
type Enqueue = (job: () => void) => void;
type Send = (targets: Target[], body: (presence: Presence) => object) => void;

/** The old event names that bots still get along with a status change (chatwoot.md [728, 743]). */
const FOR_BOTS: Record<string, string> = {
	open: 'conversation_opened',
	resolved: 'conversation_resolved',
};

/** Turns what happens in a state into deliveries: which events go to whom (chatwoot.md §10). */
export function listenTo(state: State, send: Send, enqueue: Enqueue): void {
	const { botChanges } = state.release;
	/**
	 * Bodies are built when the action is over: they can show more than the event
	 * (chatwoot.md [666, 724]).
	 */
	const on = <K extends keyof Events>(name: K, tell: (payload: Events[K]) => void) =>
		state.events.on(name, (payload: Events[K]) => enqueue(() => tell(payload)));
	const targets = (event: string, conversation: Conversation, bots = false) => {
		const inbox = state.inboxes.get(conversation.inbox_id);
		// the session is loaded again: nothing is sent about what has been deleted since
		if (!inbox || !state.sessions.get(conversation.session_id)) return [];
		return [
			...webhooksFor(state, conversation.account_id, event),
			...callbackOf(inbox),
			...(bots ? botsFor(state, inbox, conversation) : []),
		];
	};

	const message =
		(event: string) =>
		({ message }: { message: Message }) => {
			const list = targets(event, conversationOf(state, message), true);
			const aboutMessage = list.map((target) => ({ ...target, message }));
			send(aboutMessage, (presence) => messageEvent(state, message, event, presence));
		};
	on('message_created', message('message_created'));
	on('message_updated', message('message_updated'));

	on('conversation_created', ({ conversation }) => {
		const event = 'conversation_created';
		send(targets(event, conversation), () => conversationEvent(state, conversation, event));
	});
	on('conversation_status_changed', ({ conversation }) => {
		const event = 'conversation_status_changed';
		const body = (presence: Presence) =>
			conversationEvent(state, conversation, event, null, presence);
		send(targets(event, conversation, botChanges), body);
		const word = FOR_BOTS[conversation.status];
		if (!word) return;
		const bots = botsFor(state, inboxOf(state, conversation), conversation);
		send(bots, (presence) => conversationEvent(state, conversation, word, undefined, presence));
	});
	on('conversation_updated', ({ conversation, changes }) => {
		const event = 'conversation_updated';
		const body = (presence: Presence) =>
			conversationEvent(state, conversation, event, changes, presence);
		send(targets(event, conversation, botChanges), body);
	});
	for (const event of ['conversation_typing_on', 'conversation_typing_off'] as const) {
		on(event, ({ conversation, person, is_private }) => {
			const body = () => typingEvent(state, event, conversation, person, is_private);
			send(targets(event, conversation), body);
		});
	}

	on('webhook_action', ({ conversation, url, event }) => {
		const target = { kind: 'unsigned', url, secret: '' } as const;
		send([target], () => conversationEvent(state, conversation, event));
	});

	on('webwidget_triggered', ({ session, event_info }) => {
		const event = 'webwidget_triggered';
		const inbox = inboxOf(state, session);
		const hearers = [
			...webhooksFor(state, inbox.account_id, event),
			...botsFor(state, inbox, currentConversation(state, session)),
		];
		send(hearers, () => widgetEvent(state, session, event, event_info));
	});

	on('contact_created', ({ contact }) => {
		const body = () => contactEvent(state, contact, 'contact_created');
		send(webhooksFor(state, contact.account_id, 'contact_created'), body);
	});
	on('contact_updated', ({ contact, changes }) => {
		const body = () => contactEvent(state, contact, 'contact_updated', changes);
		send(webhooksFor(state, contact.account_id, 'contact_updated'), body);
	});
}
