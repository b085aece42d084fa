import { isObject } from '../http/body';
import { unreadCounts } from '../rules/push';
import type { Room } from '../state/room';
import type { Json, RoomEvent } from '../state/types';
import { federationEvent, leanEvent } from '../views/event';
import { ephemeralOf } from './ephemeral';
import { pickFields } from './fields';
import type { Round } from './round';
import { newlyJoined } from './round';
import { stateDelta } from './state-delta';
import { summaryOf } from './summary';
import type { Timeline } from './timeline';
import { timelineOf } from './timeline';
import { syncToken } from './tokens';

interface Members {
	came: Set<string>;
	left: Set<string>;
}

/** A room that the user is in; undefined if it has nothing new. */
export function joinedRoom(round: Round, room: Room, members: Members): Json | undefined {
	const { requester, filter, since, now, fullState, view } = round;
	const { user } = requester;
	const isNew = newlyJoined(round, room);
	const always = fullState || isNew;
	const account = roomAccountData(round, room, isNew);
	const ephemeral = ephemeralOf(round, room, isNew);
	const { recent, upTo, prev } = recentOf(round, room);
	if (since && !always && !recent?.length && !account.length && !ephemeral.length) return undefined;
	const timeline = timelineOf({ room, user, filter, recent, upTo, since: since?.room, isNew });
	const isFull = !since || fullState || isNew;
	const delta = { room, filter, timeline, isFull, since: since?.room ?? 0, until: now.room };
	const state = stateDelta(delta);
	const shownMembers = [...timeline.events, ...state].filter(
		({ type }) => type === 'm.room.member',
	);
	const summary =
		filter.isLazy && (isFull || shownMembers.length) ? summaryOf(room, user.id) : undefined;
	for (const hero of summary?.heroes ?? [])
		if (!state.includes(hero) && !timeline.events.includes(hero) && isFull) state.push(hero);
	const stateEvents = state.filter(
		(event) => filter.room.allowsEvent(event) && allowsState(filter, event),
	);
	if (
		!timeline.events.length &&
		!stateEvents.length &&
		!account.length &&
		!ephemeral.length &&
		!always
	)
		return undefined;
	if (since) noteMembers([...timeline.events, ...stateEvents], members);
	const { main, threads } = unreadCounts(room, user);
	return {
		timeline: shownTimeline(round, timeline, prev),
		state: { events: stateEvents.map((event) => show(event, false)) },
		account_data: { events: account },
		ephemeral: { events: ephemeral },
		...countsOf(main, threads, filter.threadCounts),
		summary: summary?.shown ?? {},
	};
	function show(event: RoomEvent, membership: boolean): Json {
		return pickFields(form(filter)(event, { ...view, membership }), filter.fields);
	}
}

function allowsState(filter: Round['filter'], event: RoomEvent): boolean {
	// Lazily loaded members come whatever the types are (matrix.md §4).
	if (filter.isLazy && event.type === 'm.room.member') return true;
	return filter.state.allowsEvent(event);
}

/** A room that the user has left, as of then. */
export function leftRoom(round: Round, room: Room): Json | undefined {
	const { requester, filter, since, now } = round;
	const { user } = requester;
	if (room.forgottenBy.has(user.id)) return undefined;
	const leave = room.stateEvent('m.room.member', user.id)?.stream ?? now.room;
	const isNew = newlyJoined(round, room);
	const timeline = timelineOf({ room, user, filter, upTo: leave, since: since?.room, isNew });
	const isFull = !since || isNew;
	const state = stateDelta({
		room,
		filter,
		timeline,
		isFull,
		since: since?.room ?? 0,
		until: leave,
	}).filter((event) => filter.state.allowsEvent(event));
	if (!timeline.events.length && !state.length) return undefined;
	return {
		timeline: shownTimeline(round, timeline, since ?? now),
		state: {
			events: state.map((event) => form(filter)(event, { ...round.view, membership: false })),
		},
		account_data: { events: [] },
	};
}

/** The newest events since the last sync, one more than asked for, and what lies before them. */
function recentOf({ since, now, filter }: Round, room: Room) {
	if (!since) return { recent: undefined, upTo: now.room, prev: now };
	const all = room.events.filter(({ stream }) => stream > since.room);
	if (!all.length) return { recent: [], upTo: since.room, prev: since };
	const recent = all.slice(-(filter.limit + 1));
	return { recent, upTo: recent[0].stream - 1, prev: now };
}

function form({ isFederationFormat }: Round['filter']) {
	return isFederationFormat ? federationEvent : leanEvent;
}

function shownTimeline(round: Round, timeline: Timeline, prev: Round['now']): Json {
	const { view, filter } = round;
	const bundles = timeline.limited;
	const events = timeline.events.map((event) =>
		pickFields(form(filter)(event, { ...view, bundles }), filter.fields),
	);
	return { events, prev_batch: syncToken(prev, timeline.before), limited: timeline.limited };
}

function countsOf(main: Json | object, threads: Record<string, unknown>, apart: boolean): Json {
	if (apart)
		return {
			unread_notifications: main,
			...(Object.keys(threads).length && { unread_thread_notifications: threads }),
		};
	const total: Record<string, number> = {};
	for (const counts of [main, ...Object.values(threads)])
		for (const [key, value] of Object.entries(isObject(counts) ? counts : {}))
			total[key] = (total[key] ?? 0) + Number(value);
	return { unread_notifications: total };
}

function roomAccountData(
	{ requester, filter, since, fullState }: Round,
	room: Room,
	isNew: boolean,
): Json[] {
	if (filter.roomAccount.blocksAll) return [];
	return [...(requester.user.roomData.get(room.id) ?? [])]
		.filter(([, { at }]) => !since || fullState || isNew || at > since.account)
		.map(([type, { content }]) => ({ type, content }))
		.filter((event) => filter.roomAccount.allows(event));
}

function noteMembers(events: RoomEvent[], { came, left }: Members): void {
	for (const event of events) {
		if (event.type !== 'm.room.member' || event.stateKey === undefined) continue;
		if (['join', 'invite', 'knock'].includes(String(event.content.membership))) {
			came.add(event.stateKey);
			left.delete(event.stateKey);
		} else {
			came.delete(event.stateKey);
			if (event.replaces?.content.membership === 'join') left.add(event.stateKey);
		}
	}
}
