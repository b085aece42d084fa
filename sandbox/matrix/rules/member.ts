import { isObject } from '../http/body';
import { badRequest, federationDenied, forbidden } from '../http/errors';
import { canonical } from '../http/body';
import { append } from '../state/append';
import { domainOf } from '../state/ids';
import type { Room } from '../state/room';
import type { State } from '../state/state';
import type { Json, RoomEvent } from '../state/types';
import { actionLevel, sendLevel, userLevel } from './power';

export type Action = 'join' | 'leave' | 'invite' | 'kick' | 'ban' | 'unban' | 'knock';

const MEMBERSHIP: Record<Action, string> = {
	join: 'join',
	leave: 'leave',
	invite: 'invite',
	kick: 'leave',
	ban: 'ban',
	unban: 'leave',
	knock: 'knock',
};

export interface Change {
	room: Room;
	actor: string;
	target: string;
	action: Action;
	reason?: unknown;
	content?: Json;
}

/** Changes what somebody is in a room, if that may be (matrix.md §4). */
export function changeMember(state: State, change: Change): RoomEvent {
	const { room, actor, target, action } = change;
	const before = room.membership(target);
	checkFirst(change, before);
	if (action === 'invite' && domainOf(target) !== state.name) {
		const server = domainOf(target);
		checkRules(change, before);
		throw federationDenied(server);
	}
	const content = contentOf(state, change);
	const old = room.stateEvent('m.room.member', target);
	if (old?.sender === actor && old.content.membership === content.membership)
		if (canonical(old.content) === canonical(content)) return old;
	checkRules(change, before);
	room.forgottenBy.delete(target);
	return append(state, room, { type: 'm.room.member', sender: actor, stateKey: target, content });
}

function checkFirst({ room, actor, action, target }: Change, before = 'leave'): void {
	const was = room.membership(target);
	if (action === 'unban' && before !== 'ban')
		throw forbidden(
			`Cannot unban user who was not banned (membership=${was ?? 'None'})`,
			'M_BAD_STATE',
		);
	if (before === 'ban' && !['ban', 'unban', 'leave'].includes(action))
		throw forbidden(`Cannot ${action} user who was banned`, 'M_BAD_STATE');
	if (action === 'kick' && !['join', 'invite', 'knock'].includes(before))
		throw forbidden('The target user is not in the room', 'M_NOT_IN_ROOM');
	if (action === 'kick' && room.membership(actor) !== 'join')
		throw forbidden(`${actor} not in room ${room.id}.`);
}

function contentOf(state: State, { room, target, action, reason, content }: Change): Json {
	const user = state.users.get(target);
	const membership = MEMBERSHIP[action];
	const named = ['join', 'invite', 'knock'].includes(membership);
	return {
		...content,
		membership,
		...(named && user?.displayname != null && { displayname: user.displayname }),
		...(named && user?.avatarUrl != null && { avatar_url: user.avatarUrl }),
		...(named && content && pick(content, ['displayname', 'avatar_url'])),
		...(typeof reason === 'string' && { reason }),
		...(action === 'join' && room.membership(target) !== 'join' && {}),
	};
}

function pick(content: Json, keys: string[]): Json {
	return Object.fromEntries(keys.filter((key) => key in content).map((key) => [key, content[key]]));
}

/** The rules of authorization for memberships, in the server's words. */
function checkRules({ room, actor, target, action }: Change, before = 'leave'): void {
	const mine = room.membership(actor);
	const membership = MEMBERSHIP[action];
	if (membership === 'join') return checkJoin(room, actor, target, before);
	if (membership === 'knock') {
		if (joinRule(room) !== 'knock' && joinRule(room) !== 'knock_restricted')
			throw forbidden("You don't have permission to knock");
		if (before === 'join') throw forbidden('You cannot knock on a room you are already in');
		if (before === 'invite') throw forbidden('You are already invited to this room');
		return;
	}
	const ownLeaving = membership === 'leave' && actor === target;
	if (ownLeaving && ['join', 'invite', 'knock'].includes(before)) return;
	if (mine !== 'join') throw forbidden(`${actor} not in room ${room.id}.`);
	const own = userLevel(room, actor);
	const other = userLevel(room, target);
	if (membership === 'invite') {
		if (before === 'join') throw forbidden(`${target} is already in the room.`);
		if (own < actionLevel(room, 'invite', 0))
			throw forbidden("You don't have permission to invite users");
	} else if (membership === 'ban') {
		if (own < actionLevel(room, 'ban', 50) || own <= other)
			throw forbidden("You don't have permission to ban");
	} else if (before === 'ban') {
		if (own < actionLevel(room, 'ban', 50))
			throw forbidden('You cannot unban user ' + target + '.');
	} else if (own < actionLevel(room, 'kick', 50) || own <= other)
		throw forbidden(`You cannot kick user ${target}.`);
}

export function joinRule(room: Room): string {
	const rule = room.content('m.room.join_rules')?.join_rule;
	return typeof rule === 'string' ? rule : 'invite';
}

function checkJoin(room: Room, actor: string, target: string, before: string): void {
	if (actor !== target) throw forbidden('Cannot force another user to join.');
	if (before === 'ban') throw forbidden('You are banned from this room');
	if (room.events.length === 1 && target === room.creator) return;
	const rule = joinRule(room);
	if (rule === 'public' || before === 'join' || before === 'invite') return;
	throw forbidden('You are not invited to this room.');
}

/** Whether a room that is open to members of others lets a user in. */
export function mayJoinRestricted(state: State, room: Room, user: string): boolean {
	if (!['restricted', 'knock_restricted'].includes(joinRule(room))) return false;
	const allow = room.content('m.room.join_rules')?.allow;
	const rules: unknown[] = Array.isArray(allow) ? allow : [];
	return rules.some(
		(entry) =>
			isObject(entry) &&
			typeof entry.room_id === 'string' &&
			state.rooms.get(entry.room_id)?.membership(user) === 'join',
	);
}

export function checkUserId(id: unknown): string {
	if (typeof id !== 'string') throw badRequest("Missing params: ['user_id']", 'M_MISSING_PARAM');
	if (!id.startsWith('@') || !id.includes(':'))
		throw badRequest(`Expected UserID string to start with '@'`, 'M_INVALID_PARAM');
	return id;
}

export { sendLevel };
