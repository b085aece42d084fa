import type { Json, StateMap } from '../state/types';
import type { Room } from '../state/room';
import { isObject } from '../http/body';

function numberOf(value: unknown): number | undefined {
	if (typeof value === 'number') return Math.trunc(value);
	return typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? Number(value) : undefined;
}

function levels(room: Room, state: StateMap = room.state): Json | undefined {
	return room.content('m.room.power_levels', '', state);
}

/** How much a user may do in a room. */
export function userLevel(room: Room, user: string): number {
	if (room.hasCreatorPower && isCreator(room, user)) return Infinity;
	const content = levels(room);
	if (!content) return user === room.creator ? 100 : 0;
	const users = isObject(content.users) ? content.users : {};
	return numberOf(users[user]) ?? numberOf(content.users_default) ?? 0;
}

export function isCreator(room: Room, user: string): boolean {
	const more = room.content('m.room.create')?.additional_creators;
	return user === room.creator || (Array.isArray(more) && more.includes(user));
}

/** The level required for an action such as kick, ban, invite or redact. */
export function actionLevel(room: Room, name: string, otherwise: number): number {
	return numberOf(levels(room)?.[name]) ?? otherwise;
}

/** The level required to send an event. */
export function sendLevel(room: Room, type: string, isState: boolean): number {
	const content = levels(room);
	if (!content) return isState ? 0 : 0;
	const events = isObject(content.events) ? content.events : {};
	const own = numberOf(events[type]);
	if (own !== undefined) return own;
	return isState
		? (numberOf(content.state_default) ?? 50)
		: (numberOf(content.events_default) ?? 0);
}
