import type { RoomEvent, StateMap, User } from '../state/types';

/** Memberships by how much they let a user see, most first. */
const ORDER = ['join', 'invite', 'knock', 'leave', 'ban'];

function visibilityOf(event: RoomEvent, state: StateMap): string {
	const value = event.room.content('m.room.history_visibility', '', state)?.history_visibility;
	const known = ['invited', 'joined', 'shared', 'world_readable'];
	return typeof value === 'string' && known.includes(value) ? value : 'shared';
}

/** The wider of two visibilities: a change already applies to the event that makes it. */
const WIDTH = ['joined', 'invited', 'shared', 'world_readable'];

/** A user's membership right after an event. */
export function membershipAt(event: RoomEvent, user: string): string {
	return event.room.membership(user, event.after) ?? 'leave';
}

function widestMembership(event: RoomEvent, user: string): string {
	const after = membershipAt(event, user);
	if (event.type !== 'm.room.member' || event.stateKey !== user) return after;
	// Users see their own joining and leaving.
	const before = event.room.membership(user, event.before) ?? 'leave';
	return ORDER.indexOf(before) < ORDER.indexOf(after) ? before : after;
}

/** Whether a user may see an event (matrix.md §8). */
export function maySee(event: RoomEvent, user: string): boolean {
	const { room } = event;
	if (event.type === 'm.room.member' && event.stateKey === user) return true;
	const before = visibilityOf(event, event.before);
	const after = visibilityOf(event, event.after);
	const visibility = WIDTH.indexOf(before) > WIDTH.indexOf(after) ? before : after;
	if (visibility === 'world_readable') return true;
	const membership = widestMembership(event, user);
	if (membership === 'join') return true;
	if (visibility === 'joined') return false;
	if (visibility === 'invited') return membership === 'invite';
	// Shared: everybody who is in the room now or joined later.
	return hasJoinedAfter(event, user) || room.membership(user) === 'join';
}

function hasJoinedAfter(event: RoomEvent, user: string): boolean {
	return event.room.events.some(
		(later) =>
			later.stream > event.stream &&
			later.type === 'm.room.member' &&
			later.stateKey === user &&
			later.content.membership === 'join',
	);
}

/** The users whom a user ignores (matrix.md §8). */
export function ignoredBy(user: User): Set<string> {
	const content = user.accountData.get('m.ignored_user_list')?.content;
	const ignored = content?.ignored_users;
	return new Set(typeof ignored === 'object' && ignored !== null ? Object.keys(ignored) : []);
}

export function visibleTo(user: User, events: RoomEvent[]): RoomEvent[] {
	const ignored = ignoredBy(user);
	return events.filter(
		(event) =>
			(!ignored.has(event.sender) || event.stateKey !== undefined) && maySee(event, user.id),
	);
}
