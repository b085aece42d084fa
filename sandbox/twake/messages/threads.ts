import { field } from '../http/errors';
import type { State } from '../state/state';
import type { Actor, Json, Message, Participant, Thread } from '../state/types';
import { writeContext } from './context';
import { getMessage } from './read';
import { saveMessage } from './save';

type WithMessage = Partial<Thread> & { message: Partial<Message> | null };

/**
 * Writes the thread first, then its message: a failure in between leaves a dead thread
 * (twake.md [270]).
 */
export async function createThread(
	state: State,
	actor: Actor,
	company: string,
	body: unknown,
): Promise<WithMessage> {
	const given = field(field(body, 'resource'), 'participants');
	const message = field(field(body, 'options'), 'message') as Json | undefined;
	if (!message) throw new Error('a thread needs a message');
	const now = state.clock.now();
	const itself = actor.applicationId ? {} : { type: 'user', id: actor.id };
	const participants = [itself, ...(given as Participant[])].map((p) => joined(actor, now, p));
	const thread: Thread = {
		id: state.clock.uuid(),
		created_by: actor.id,
		created_at: now,
		updated_at: now,
		last_activity: now,
		answers: 0,
		participants: uniqueById(participants),
	};
	const context = writeContext(actor, thread.id, company, participants);
	if (message.ephemeral) {
		// Nothing is stored, so there is nothing to show either (twake.md [122]).
		await saveMessage(state, message, context);
		return { message: null };
	}
	state.threads.set(thread.id, thread);
	// The server sets a property on what it is given: works for an array, not for a text.
	if (typeof message !== 'object') throw new TypeError('a message is an object');
	await saveMessage(state, message, context, true);
	return withMessage(state, thread);
}

/**
 * The route of a thread changes its participants and nothing else: it never posts (twake.md [201]).
 */
export function updateThread(
	state: State,
	actor: Actor,
	threadId: string,
	body: unknown,
): WithMessage {
	field(field(body, 'resource'), 'participants');
	const operation = (field(field(body, 'options'), 'participants') ?? {}) as {
		add?: Participant[];
		remove?: Participant[];
	};
	const thread = state.threads.get(threadId);
	if (!thread) throw new Error('no such thread');
	const now = state.clock.now();
	const added = (operation.add ?? []).map((p) => joined(actor, now, p));
	const removed = new Set((operation.remove ?? []).map((p) => p.id));
	const all = [...thread.participants, ...added].filter((p) => !removed.has(p.id));
	thread.participants = uniqueById(all);
	thread.updated_at = now;
	return withMessage(state, thread);
}

const joined = (actor: Actor, now: number, participant: Participant): Participant => ({
	created_by: actor.id,
	created_at: now,
	...participant,
});

function uniqueById(participants: Participant[]): Participant[] {
	const seen = new Set<unknown>();
	return participants.filter((p) => !seen.has(p.id) && seen.add(p.id));
}

const withMessage = (state: State, thread: Thread): WithMessage => ({
	...thread,
	message: getMessage(state, thread.id, thread.id),
});
