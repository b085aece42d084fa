import type { Requester } from '../http/call';
import type { SyncFilter } from '../rules/filter';
import type { Room } from '../state/room';
import type { Positions, State } from '../state/state';
import type { Json } from '../state/types';
import { leanEvent, strippedEvent } from '../views/event';
import { toldToInvited } from '../views/invitation';
import { defaultPushRules } from '../views/push-rules';
import { deviceLists } from './devices';
import { joinedRoom, leftRoom } from './rooms';
import type { Round } from './round';
import { newlyLeft } from './round';
import { syncToken } from './tokens';

export interface SyncResult {
	body: Json;
	/** Something that would wake a waiting client. */
	hasNews: boolean;
}

/** One answer of /sync: what is new since a token, or everything (matrix.md §10). */
export function syncOnce(
	state: State,
	requester: Requester,
	filter: SyncFilter,
	since: Positions | undefined,
	{ fullState = false, hasPresence = false } = {},
): SyncResult {
	const now = { ...state.positions };
	const view = { state, requester, membership: true };
	const round: Round = { state, requester, filter, since, now, fullState, view };
	const sections = roomSections(round);
	const account = accountData(round);
	const devices = deviceLists(round, sections.members);
	const presence = filter.presence.blocksAll
		? []
		: presenceOf(round, sections.members, hasPresence);
	const rooms = Object.fromEntries(
		Object.entries(sections.rooms).filter(([, list]) => Object.keys(list).length),
	);
	const hasRooms = Object.keys(rooms).length > 0;
	const hasDevices = Object.keys(devices).length > 0;
	const oneTime = requester.device === undefined ? {} : { signed_curve25519: 0 };
	return {
		hasNews: hasRooms || account.length > 0 || hasDevices || presence.length > 0,
		body: {
			next_batch: syncToken(now),
			...(account.length && { account_data: { events: account } }),
			...(presence.length && { presence: { events: presence } }),
			...(hasDevices && { device_lists: devices }),
			device_one_time_keys_count: oneTime,
			device_unused_fallback_key_types: [],
			...(hasRooms && { rooms }),
		},
	};
}

function roomSections(round: Round) {
	const { state, requester, filter, since } = round;
	const me = requester.user.id;
	const rooms: Record<'join' | 'invite' | 'knock' | 'leave', Json> = {
		join: {},
		invite: {},
		knock: {},
		leave: {},
	};
	/** Members that joined or were invited, if shown. */
	const members = { came: new Set<string>(), left: new Set<string>() };
	if (filter.room.blocksAll) return { rooms, members };
	for (const room of state.rooms.values()) {
		const membership = room.membership(me);
		if (membership === undefined || !filter.room.allowsRoom(room.id)) continue;
		const changed = (room.stateEvent('m.room.member', me)?.stream ?? 0) > (since?.room ?? 0);
		if (membership === 'join') {
			const shown = joinedRoom(round, room, members);
			if (shown) rooms.join[room.id] = shown;
		} else if (membership === 'invite' || membership === 'knock') {
			if (changed || round.fullState)
				rooms[membership][room.id] = {
					[`${membership}_state`]: { events: invitation(round, room) },
				};
		} else if (since ? changed || newlyLeft(round, room) : filter.includeLeave) {
			const shown = leftRoom(round, room);
			if (shown) rooms.leave[room.id] = shown;
		}
	}
	return { rooms, members };
}

/** What an invited user gets of a room: stripped state and their own member event. */
function invitation({ requester, view }: Round, room: Room): Json[] {
	const own = room.stateEvent('m.room.member', requester.user.id);
	if (!own) return [];
	const told = toldToInvited(own).map(strippedEvent);
	return [...told, leanEvent(own, { ...view, membership: false })];
}

function accountData({ requester, filter, since, fullState }: Round): Json[] {
	if (filter.account.blocksAll) return [];
	const { user } = requester;
	const events = [...user.accountData]
		.filter(([, { at }]) => !since || fullState || at > since.account)
		.map(([type, { content }]) => ({ type, content }));
	if (!since) events.push({ type: 'm.push_rules', content: { global: defaultPushRules(user.id) } });
	return events.filter((event) => filter.account.allows(event));
}

/** Presence of those who joined; at first the caller's own, if the server keeps any. */
function presenceOf(
	{ state, since, requester }: Round,
	{ came }: { came: Set<string> },
	hasPresence: boolean,
): Json[] {
	const told = since ? came : new Set(hasPresence ? [requester.user.id] : []);
	return [...told].map((sender) => {
		const presence = hasPresence ? state.users.get(sender)?.presence : undefined;
		return {
			type: 'm.presence',
			sender,
			content: { presence: presence?.presence ?? 'offline' },
		};
	});
}
