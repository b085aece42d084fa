import { canonical, isObject } from '../http/body';
import {
	badRequest,
	Crash,
	federationDenied,
	forbidden,
	MatrixError,
	notFound,
} from '../http/errors';
import { append } from '../state/append';
import { domainOf } from '../state/ids';
import type { Room } from '../state/room';
import type { State } from '../state/state';
import type { Json, RoomEvent } from '../state/types';
import { actionLevel, userLevel } from './power';

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

/** Changes a membership, if that is allowed (matrix.md §4). */
export function changeMember(state: State, change: Change): RoomEvent {
	const { room, actor, target, action } = change;
	const before = room.membership(target);
	checkFirst(change, before);
	if (action === 'invite' && domainOf(target) !== state.name) {
		const server = domainOf(target);
		checkRules(state, change, before);
		throw federationDenied(server);
	}
	const content = contentOf(state, change);
	const old = room.stateEvent('m.room.member', target);
	if (old?.sender === actor && old.content.membership === content.membership)
		if (canonical(old.content) === canonical(content)) return old;
	checkRules(state, change, before);
	room.forgottenBy.delete(target);
	return append(state, room, { type: 'm.room.member', sender: actor, stateKey: target, content });
}

function checkFirst({ room, action, target }: Change, before = 'leave'): void {
	const was = room.membership(target);
	if (action === 'unban' && before !== 'ban')
		throw forbidden(
			`Cannot unban user who was not banned (membership=${was ?? 'None'})`,
			'M_BAD_STATE',
		);
	if (before === 'ban' && !['ban', 'unban', 'leave'].includes(action))
		throw forbidden(`Cannot ${action} user who was banned`, 'M_BAD_STATE');
	if (action === 'kick' && !['join', 'invite', 'knock'].includes(before))
		throw forbidden('The target user is not in the room');
}

const LONGEST_NAME = 256;

/** The requested content, completed from the profile. */
function contentOf(state: State, { target, action, reason, content }: Change): Json {
	const user = state.users.get(target);
	const membership = MEMBERSHIP[action];
	const isNamed = ['join', 'invite', 'knock'].includes(membership);
	const profile = {
		...(user?.displayname != null && { displayname: user.displayname }),
		...(user?.avatarUrl != null && { avatar_url: user.avatarUrl }),
	};
	const { displayname: name } = content ?? {};
	if (typeof name === 'string' && name.length > LONGEST_NAME)
		throw badRequest(`Displayname is too long (max ${LONGEST_NAME})`, 'M_BAD_JSON');
	return {
		...(isNamed && profile),
		...content,
		...(reason !== undefined && { reason }),
		membership,
	};
}

/** The authorization rules for memberships, in the server's words. */
function checkRules(state: State, { room, actor, target, action }: Change, before = 'leave'): void {
	const mine = room.membership(actor);
	const membership = MEMBERSHIP[action];
	if (membership === 'join') return checkJoin(state, room, actor, target);
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
		if (own < actionLevel(room, 'ban', 50)) throw forbidden("You don't have permission to ban");
		if (own <= other) throw forbidden("You don't have permission to ban this user");
	} else if (before === 'ban') {
		if (own < actionLevel(room, 'ban', 50)) throw forbidden(`You cannot unban user ${target}.`);
	} else if (own < actionLevel(room, 'kick', 50) || own <= other)
		throw forbidden(`You cannot kick user ${target}.`);
}

export function joinRule(room: Room): string {
	const rule = room.content('m.room.join_rules')?.join_rule;
	return typeof rule === 'string' ? rule : 'invite';
}

function checkJoin(state: State, room: Room, actor: string, target: string): void {
	const before = room.membership(target) ?? 'leave';
	if (actor !== target) throw forbidden('Cannot force another user to join.');
	if (before === 'ban') throw forbidden('You are banned from this room');
	const isFirst = room.events.length === 1 && target === room.creator;
	if (isFirst || before === 'join' || before === 'invite') return;
	const rule = joinRule(room);
	if (rule === 'public') return;
	if (!RESTRICTED.includes(rule)) throw forbidden('You are not invited to this room.');
	if (!mayJoinRestricted(state, room, target))
		throw forbidden('You do not belong to any of the required rooms/spaces to join this room.');
}

const RESTRICTED = ['restricted', 'knock_restricted'];

/** Whether a room that admits members of other rooms lets a user in. */
export function mayJoinRestricted(state: State, room: Room, user: string): boolean {
	if (!RESTRICTED.includes(joinRule(room))) return false;
	const allow = room.content('m.room.join_rules')?.allow;
	const rules: unknown[] = Array.isArray(allow) ? allow : [];
	return rules.some(
		(entry) =>
			isObject(entry) &&
			entry.type === 'm.room_membership' &&
			typeof entry.room_id === 'string' &&
			state.rooms.get(entry.room_id)?.membership(user) === 'join',
	);
}

/** Who vouches for a user joining a restricted room: the most powerful member who may invite. */
export function authorizer(room: Room): string {
	const members = room.members('join').map(({ stateKey }) => stateKey ?? '');
	const best = Math.max(...members.map((id) => userLevel(room, id)));
	return members.find((id) => userLevel(room, id) === best) ?? room.creator;
}

/** A user ID in a request. */
export function checkUserId(id: unknown): string {
	if (typeof id !== 'string') throw new Crash();
	if (!id.startsWith('@'))
		throw badRequest("Expected UserID string to start with '@'", 'M_INVALID_PARAM');
	if (!id.includes(':'))
		throw badRequest("Expected UserID of the form '@localname:domain'", 'M_INVALID_PARAM');
	return id;
}

/** The room whose members change; for an unknown room the server has different words. */
export function knownRoom(state: State, id: string, action: Action): Room {
	const room = state.rooms.get(id);
	if (room) return room;
	if (MEMBERSHIP[action] === 'leave') throw new MatrixError(404, 'M_UNKNOWN', 'Not a known room');
	throw notFound(`Could not find room_version for ${id}`);
}
