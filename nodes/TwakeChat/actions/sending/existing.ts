import { threadOf } from '../../api/output';
import type { MatrixEvent, MessagePlace } from '../../api/types';
import type { Call } from '../operation/operation';

type LookupContext = Pick<Call<unknown, unknown>, 'chat' | 'refuse'>;

/** What has an ID in a room, deleted or not: a message, or the edit of one. */
export async function existingEvent(
	{ chat, refuse }: LookupContext,
	place: MessagePlace,
	path = 'message',
): Promise<MatrixEvent> {
	const event = await chat.messages.get(place);
	if (event) return event;
	return refuse(
		path,
		'does not exist in this room, or the account cannot see it',
		'Check the ID of the message and the room: the account has to be in it, and may not see what was written before it came.',
	);
}

/** A message as the server has it, deleted or not; an edit stands for the message that it edits. */
export async function messageOf(
	context: LookupContext,
	place: MessagePlace,
	path = 'message',
): Promise<MatrixEvent> {
	const event = await existingEvent(context, place, path);
	const { rel_type: relation, event_id: original } = event.content['m.relates_to'] ?? {};
	if (relation !== 'm.replace' || original === undefined) return event;
	return await messageOf(context, { room: place.room, message: original }, path);
}

/** A message that must exist: the server does not check what replies refer to (matrix.md [158]). */
export async function existingMessage(
	context: LookupContext,
	place: MessagePlace,
	path = 'message',
): Promise<MatrixEvent> {
	const event = await messageOf(context, place, path);
	return event.unsigned?.redacted_because ? context.refuse(path, 'was deleted') : event;
}

/** A thread by any of its messages: only the first one can be replied to (matrix.md [201]). */
export async function existingThread(
	context: LookupContext,
	{ room, thread }: { room: string; thread: string },
): Promise<MatrixEvent> {
	const event = await existingMessage(context, { room, message: thread }, 'thread');
	const root = threadOf(event);
	if (root === undefined) return event;
	return await existingMessage(context, { room, message: root }, 'thread');
}

/** The newest message of a thread; the next one refers to it for clients without threads. */
export function latestOf({ event_id: root, unsigned }: MatrixEvent): string {
	return unsigned?.['m.relations']?.['m.thread']?.latest_event?.event_id ?? root;
}
