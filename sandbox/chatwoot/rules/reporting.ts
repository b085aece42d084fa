import type { Events } from '../events';
import { inboxOf } from '../state/access';
import { now, unix } from '../state/clock';
import type { ReportingEvent } from '../state/records';
import type { State } from '../state/state';
import type { Conversation, Message } from '../state/types';
import { OUTGOING } from './message-types';

/** Records how long things take: resolutions here, answers with their messages. */
export function startReporting(state: State): void {
	state.events.on(
		'conversation_status_changed',
		({ conversation }: Events['conversation_status_changed']) => {
			if (conversation.status === 'resolved') resolved(state, conversation);
		},
	);
}

/** One duration, with both ends in whole seconds (chatwoot.md [804, 863]). */
function report(
	state: State,
	conversation: Conversation,
	name: string,
	userId: number | null,
	[started_at, ended_at]: [number, number],
): ReportingEvent {
	return state.reportingEvents.insert({
		account_id: conversation.account_id,
		name,
		value: unix(ended_at) - unix(started_at),
		inbox_id: conversation.inbox_id,
		user_id: userId,
		conversation_id: conversation.id,
		started_at,
		ended_at,
		created_at: ended_at,
	});
}

/** A person's first answer, or a later one to a waiting customer. */
export function answered(
	state: State,
	conversation: Conversation,
	message: Message,
	waitingSince: number | null,
): void {
	if (message.sender?.type !== 'User') return;
	const { id } = message.sender;
	const end = message.created_at;
	if (conversation.first_reply_created_at === null) {
		report(state, conversation, 'first_response', id, [conversation.created_at, end]);
	} else if (waitingSince !== null) {
		report(state, conversation, 'reply_time', id, [waitingSince, end]);
	}
}

function resolved(state: State, conversation: Conversation): void {
	const span: [number, number] = [conversation.created_at, now()];
	report(state, conversation, 'conversation_resolved', conversation.assignee_id, span);
	const isByPerson = state.messages
		.by('conversation_id', conversation.id)
		.some((row) => row.message_type === OUTGOING && row.sender?.type === 'User');
	if (inboxOf(state, conversation).bot_id === null || isByPerson) return;
	report(state, conversation, 'conversation_bot_resolved', conversation.assignee_id, span);
}

/** A bot hands a conversation over to people. */
export function handedOff(state: State, conversation: Conversation): void {
	const span: [number, number] = [conversation.created_at, now()];
	report(state, conversation, 'conversation_bot_handoff', null, span);
}
