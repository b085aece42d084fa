import type { Events } from '../events';
import { contactOf, conversationOf, membersOfInbox, membershipOf } from '../state/access';
import { now } from '../state/clock';
import type { Notification } from '../state/records';
import type { State } from '../state/state';
import type { Conversation, Message } from '../state/types';
import { INCOMING, OUTGOING } from './message-types';

/** People are notified of assignments, mentions and new messages (chatwoot.md [696, 815]). */
export function startNotifications(state: State): void {
	const on = <K extends keyof Events>(name: K, tell: (payload: Events[K]) => void) =>
		state.events.on(name, (payload: Events[K]) => state.jobs.push(() => tell(payload)));
	on('conversation_created', ({ conversation }) => {
		for (const id of membersOfInbox(state, conversation.inbox_id)) {
			const chosen = membershipOf(state, id, conversation.account_id)?.notified;
			const wants = [...(chosen?.email ?? []), ...(chosen?.push ?? [])].some((flag) =>
				flag.endsWith('_conversation_creation'),
			);
			if (wants) tellPerson(state, id, 'conversation_creation', conversation, null);
		}
	});
	on('conversation_updated', ({ conversation, changes, by }) => {
		const { assignee_id: id } = conversation;
		if (!changes.assignee_id || id === null || conversation.status === 'pending') return;
		if (state.users.get(id)?.name === by) return;
		const person = state.users.find(({ name }) => name === by);
		const secondary = person ? ({ type: 'User', id: person.id } as const) : null;
		tellPerson(state, id, 'conversation_assignment', conversation, secondary);
	});
	on('message_created', ({ message }) => tellOfMessage(state, message));
}

function tellOfMessage(state: State, message: Message): void {
	const conversation = conversationOf(state, message);
	const told = new Set<number>();
	const tell = (id: number, kind: string) => {
		const isOwn = message.sender?.type === 'User' && message.sender.id === id;
		if (isOwn || told.has(id)) return;
		told.add(id);
		tellPerson(state, id, kind, conversation, { type: 'Message', id: message.id });
	};
	for (const id of mentionsIn(message)) tell(id, 'conversation_mention');
	if (message.message_type !== INCOMING && message.message_type !== OUTGOING) return;
	const { assignee_id: assignee } = conversation;
	if (assignee !== null) tell(assignee, 'assigned_conversation_new_message');
	for (const id of conversation.participants) tell(id, 'participating_conversation_new_message');
}

/** The people whom a private note mentions (chatwoot.md [452]). */
export function mentionsIn(message: Message): number[] {
	if (!message.private) return [];
	const found = (message.content ?? '').matchAll(/\(mention:\/\/user\/(\d+)\//g);
	return [...found].map(([, id]) => Number(id));
}

/** A person has one notification per conversation: the newest. */
function tellPerson(
	state: State,
	user_id: number,
	notification_type: string,
	conversation: Conversation,
	secondary: Notification['secondary'],
): void {
	const { account_id, id: conversation_id } = conversation;
	if (!membershipOf(state, user_id, account_id)) return;
	const isMention = notification_type === 'conversation_mention';
	if (contactOf(state, conversation).blocked && !isMention) return;
	state.notifications.removeWhere(
		(row) => row.user_id === user_id && row.conversation_id === conversation_id,
	);
	const time = now();
	state.notifications.insert({
		account_id,
		user_id,
		notification_type,
		conversation_id,
		secondary,
		read_at: null,
		snoozed_until: null,
		last_activity_at: time,
		meta: {},
		created_at: time,
		updated_at: time,
	});
}
