import type { Call } from '../http/call';
import { badRequest, Crash, MatrixError } from '../http/errors';
import type { Route } from '../http/router';
import { route } from '../http/router';
import { childrenOf } from '../rules/relations';
import { readable } from '../rules/room-access';
import { ignoredBy, visibleTo } from '../rules/visibility';
import { relationOf } from '../state/relation';
import type { Room } from '../state/room';
import type { Json, RoomEvent } from '../state/types';
import { endOfRoom, placeIn, placeToken } from '../sync/tokens';
import { threadOf } from '../views/bundle';
import { fullEvent } from '../views/event';

/** What belongs to an event: threads, reactions, edits (matrix.md §6). */
export const relationRoutes: Route[] = [
	route('GET v1 /rooms/:room/relations/:event', relations),
	route('GET v1 /rooms/:room/relations/:event/:relType', relations),
	route('GET v1 /rooms/:room/relations/:event/:relType/:type', relations),
	route('GET v1 /rooms/:room/threads', threads),
];

const DEFAULT_LIMIT = 5;
const MOST = 1000;

function limitOf({ query }: Call): number {
	const limit = query.integer('limit') ?? DEFAULT_LIMIT;
	// The server fails here instead of refusing (matrix.md [202]).
	if (limit === 0) throw new Crash();
	return Math.min(limit, MOST);
}

function relations(call: Call): Json {
	const { query, params } = call;
	const { relType, type } = params as { relType?: string; type?: string };
	const dir = query.oneOf('dir', ['b', 'f']) ?? 'b';
	const limit = limitOf(call);
	const [start, end] = [placeIn(query, 'from'), placeIn(query, 'to')];
	const { room } = readable(call.state, params.room, call.me);
	const parent = room.find(params.event);
	if (!parent) throw new MatrixError(404, 'M_UNKNOWN', 'Unknown parent event.');
	const ignored = ignoredBy(call.user);
	const recurse = query.boolean('recurse') ?? false;
	const related = recurse ? descendantsOf(room, parent.id) : childrenOf(room, parent.id);
	const all = related.filter(
		({ stream, sender, content, type: eventType }) =>
			(type === undefined || eventType === type) &&
			(relType === undefined || relationOf(content)?.type === relType) &&
			!ignored.has(sender) &&
			// They would tell what a deleted message said (matrix.md §6 Redaction).
			!(parent.redactedBy && relationOf(content)?.type === 'm.replace') &&
			(dir === 'b'
				? stream <= (start?.stream ?? Infinity) && stream > (end?.stream ?? 0)
				: stream > (start?.stream ?? 0) && stream <= (end?.stream ?? Infinity)),
	);
	if (dir === 'b') all.reverse();
	const page = all.slice(0, limit);
	const last = page.at(-1);
	const isMore = all.length > limit;
	const next = last && endOfRoom(last.depth, dir === 'b' ? last.stream - 1 : last.stream);
	return {
		chunk: show(call, visibleTo(call.user, page)),
		...(recurse && { recursion_depth: DEEPEST }),
		// Only the unstable path still returns the event itself (matrix.md [200]).
		...(call.path.includes('/unstable/') && { original_event: original(call, parent) }),
		...(isMore && next && { next_batch: placeToken(next) }),
		...(start && { prev_batch: placeToken(start) }),
	};
}

const DEEPEST = 3;

/** What relates to an event, to that, and so on, in the order sent; a relation of the deepest is still shown. */
function descendantsOf(room: Room, id: string, depth = 0): RoomEvent[] {
	const children = childrenOf(room, id);
	const deeper =
		depth > DEEPEST ? [] : children.flatMap((each) => descendantsOf(room, each.id, depth + 1));
	return [...children, ...deeper].sort((one, other) => one.stream - other.stream);
}

function original(call: Call, event: RoomEvent): Json {
	return fullEvent(event, { state: call.state, requester: call.requester, membership: true });
}

function show(call: Call, events: RoomEvent[]): Json[] {
	const view = { state: call.state, requester: call.requester, membership: true, bundles: true };
	return events.map((event) => fullEvent(event, view));
}

function threads(call: Call): Json {
	const { query } = call;
	const limit = limitOf(call);
	const include = query.oneOf('include', ['all', 'participated']) ?? 'all';
	const from = query.string('from');
	const place = from === undefined ? undefined : /^(\d+)_(\d+)$/.exec(from);
	if (from !== undefined && !place) throw badRequest('Invalid threads token');
	const { room } = readable(call.state, call.params.room, call.me);
	const roots = room.events.flatMap((root) => {
		const thread = threadOf(root, call);
		if (!thread || (include === 'participated' && !thread.participated)) return [];
		return [{ root, latest: thread.latest }];
	});
	roots.sort((a, b) => b.latest.stream - a.latest.stream);
	const rest = place ? roots.filter(({ latest }) => latest.stream < Number(place[2])) : roots;
	const page = rest.slice(0, limit);
	const last = page.at(-1)?.latest;
	const view = {
		state: call.state,
		requester: call.requester,
		membership: true,
		bundles: true,
		withoutKeys: true,
	};
	return {
		chunk: page.map(({ root }) => fullEvent(root, view)),
		...(last && rest.length > limit && { next_batch: `${last.depth}_${last.stream}` }),
	};
}
