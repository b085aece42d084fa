import type { Json, RoomEvent } from '../state/types';
import { childrenOf, editOf } from '../rules/relations';
import { relationOf } from '../state/relation';
import { ignoredBy } from '../rules/visibility';
import type { View } from './view';

type Show = (event: RoomEvent, view: View) => Json;

/** What is bundled with an event: its newest edit, its thread, its references. */
export function bundle(event: RoomEvent, view: View, show: Show): Json {
	const plain = { ...view, membership: false };
	const out: Json = {};
	const references = event.redactedBy ? [] : childrenOf(event.room, event.id, 'm.reference');
	if (references.length)
		out['m.reference'] = { chunk: references.map(({ id }) => ({ event_id: id })) };
	const edit = event.redactedBy ? undefined : editOf(event);
	if (edit) out['m.replace'] = show(edit, { ...plain, bundles: false });
	const thread = threadOf(event, view);
	if (thread)
		out['m.thread'] = {
			latest_event: show(thread.latest, plain),
			count: thread.count,
			current_user_participated: thread.participated,
		};
	return out;
}

/** Only an event without a relation can be the root of a thread. */
export function threadOf(event: RoomEvent, { requester }: Pick<View, 'requester'>) {
	if (relationOf(event.content)) return undefined;
	const replies = childrenOf(event.room, event.id, 'm.thread');
	const ignored = ignoredBy(requester.user);
	const seen = replies.filter(({ sender }) => !ignored.has(sender));
	const latest = seen.at(-1);
	if (!latest) return undefined;
	const me = requester.user.id;
	const participated = event.sender === me || replies.some(({ sender }) => sender === me);
	return { latest, count: seen.length, participated };
}
