import { wholeOf } from '../http/body';
import type { Call } from '../http/call';
import { badRequest, federationDenied, forbidden, MatrixError } from '../http/errors';
import type { Route } from '../http/router';
import { route } from '../http/router';
import { append } from '../state/append';
import { domainOf, localpartOf } from '../state/ids';
import type { State } from '../state/state';
import type { Json, User } from '../state/types';

/** Profiles, presence and the user directory (matrix.md §8). */
export const peopleRoutes: Route[] = [
	route('POST v3 /user_directory/search', searchPeople),
	route('GET v3 /profile/:user', (call) => profileOf(userOf(call)), { open: true }),
	route('GET v3 /profile/:user/:field', profileField, { open: true }),
	route('PUT v3 /profile/:user/displayname', (call) => setField(call, 'displayname'), {
		guests: true,
	}),
	route('PUT v3 /profile/:user/avatar_url', (call) => setField(call, 'avatar_url')),
	route('PUT v3 /profile/:user/:field', setOtherField),
	route('DELETE v3 /profile/:user/:field', deleteField),
	route('GET v3 /presence/:user/status', presence),
	route('PUT v3 /presence/:user/status', setPresence),
];

const LONGEST_NAME = 256;
const LONGEST_URL = 1000;

function userOf({ state, params }: Call): User {
	const id = params.user;
	if (!/^@[^:]*:.+/.test(id)) throw badRequest('Invalid user id', 'M_INVALID_PARAM');
	if (domainOf(id) !== state.name) throw federationDenied(domainOf(id));
	const user = state.users.get(id);
	if (!user) throw new MatrixError(404, 'M_UNKNOWN', 'No row found (profiles)');
	return user;
}

function profileOf({ displayname, avatarUrl, profile }: User): Json {
	return {
		...(displayname !== null && { displayname }),
		...(avatarUrl !== null && { avatar_url: avatarUrl }),
		...profile,
	};
}

function profileField(call: Call): Json {
	const { field } = call.params;
	checkField(field);
	const user = userOf(call);
	if (field === 'displayname') return { displayname: user.displayname };
	if (field === 'avatar_url') return { avatar_url: user.avatarUrl };
	return { [field]: user.profile[field] ?? null };
}

const LONGEST_FIELD = 255;

function checkField(field: string): void {
	if (field === '') throw badRequest('Field name too short', 'M_INVALID_PARAM');
	if (Buffer.byteLength(field) > LONGEST_FIELD)
		throw badRequest('Field name too long', 'M_KEY_TOO_LARGE');
	if (!/^[a-z][a-z0-9._-]*$/.test(field))
		throw badRequest(
			'Field name does not follow Common Namespaced Identifier Grammar',
			'M_INVALID_PARAM',
		);
}

/** What a user puts into the own profile besides name and picture; rooms are not told. */
function setOtherField(call: Call): Json {
	const { field } = call.params;
	checkField(field);
	const value = valueIn(call, field);
	checkOwnProfile(call);
	call.user.profile[field] = value;
	return {};
}

function deleteField(call: Call): Json {
	const { user, params } = call;
	checkField(params.field);
	checkNotSuspended(user);
	if (params.field === 'displayname' || params.field === 'avatar_url')
		return change(call, params.field, '');
	checkOwnProfile(call);
	const { [params.field]: old, ...rest } = user.profile;
	void old;
	user.profile = rest;
	return {};
}

function checkOwnProfile({ params, me, state }: Call): void {
	if (domainOf(params.user) !== state.name)
		throw badRequest('User is not hosted on this homeserver');
	if (params.user !== me) throw forbidden("Cannot set another user's profile");
}

const LONGEST = { displayname: LONGEST_NAME, avatar_url: LONGEST_URL };
const NOUN = { displayname: 'Displayname', avatar_url: 'Avatar URL' };

/** The new value of a field, which has to be there. */
function valueIn(call: Call, field: string): unknown {
	const { params, user } = call;
	if (!/^@[^:]*:.+/.test(params.user)) throw badRequest('Invalid user id', 'M_INVALID_PARAM');
	const value = call.body()[field];
	if (value === undefined) throw badRequest(`Missing key '${field}'`, 'M_MISSING_PARAM');
	if (value === null) throw badRequest(`'${field}' can not be \`null\`.`, 'M_INVALID_PARAM');
	checkNotSuspended(user);
	return value;
}

function checkNotSuspended({ standing }: User): void {
	if (standing === 'suspended')
		throw forbidden(
			'Updating profile while account is suspended is not allowed.',
			'M_USER_SUSPENDED',
		);
}

function setField(call: Call, field: 'displayname' | 'avatar_url'): Json {
	return change(call, field, valueIn(call, field));
}

/** A new name or avatar; empty means none. */
function change(call: Call, field: 'displayname' | 'avatar_url', value: unknown): Json {
	const { params, me, user } = call;
	if (params.user !== me) throw badRequest(`Cannot set another user's ${field}`, 'M_FORBIDDEN');
	if (typeof value !== 'string') throw badRequest(`'${field}' must be a string`, 'M_INVALID_PARAM');
	if (value.length > LONGEST[field])
		throw badRequest(`${NOUN[field]} is too long (max ${LONGEST[field]})`);
	if (field === 'displayname') user.displayname = value || null;
	else user.avatarUrl = value || null;
	tellRooms(call.state, user);
	return {};
}

/** A new name or avatar becomes a member event in every room, a little later (matrix.md [345, 139]). */
function tellRooms(state: State, user: User): void {
	setTimeout(() => {
		for (const room of state.joinedRooms(user.id)) {
			const { displayname, avatarUrl } = user;
			append(state, room, {
				type: 'm.room.member',
				sender: user.id,
				stateKey: user.id,
				content: {
					membership: 'join',
					...(displayname !== null && { displayname }),
					...(avatarUrl !== null && { avatar_url: avatarUrl }),
				},
			});
		}
	}, TELL_AFTER_MS);
}

const TELL_AFTER_MS = 400;

function presence(call: Call): Json {
	const user = userOf(call);
	if (!call.server.settings.presence || !user.presence) return { presence: 'offline' };
	const { presence: state, message, since } = user.presence;
	return {
		presence: state,
		last_active_ago: Math.max(0, call.state.now() - since),
		...(message !== undefined && { status_msg: message }),
		currently_active: state === 'online',
	};
}

function setPresence(call: Call): Json {
	const { params, me, user, state } = call;
	if (params.user !== me) throw forbidden('Can only set your own presence state');
	const { presence: value, status_msg: message } = call.body();
	if (typeof value !== 'string' || !['online', 'unavailable', 'offline', 'busy'].includes(value))
		throw badRequest('Invalid presence state');
	user.presence = {
		presence: value,
		since: state.now(),
		...(typeof message === 'string' && { message }),
	};
	return {};
}

const DEFAULT_LIMIT = 10;
const MOST = 50;

/** Users who share a room with the caller or are in a public room (matrix.md [131]). */
function searchPeople(call: Call): Json {
	const { state, me } = call;
	const body = call.body();
	const limit = Math.max(Math.min(wholeOf(body.limit ?? DEFAULT_LIMIT), MOST), 0);
	if (typeof body.search_term !== 'string') throw badRequest('`search_term` is required field');
	const known = new Set<string>();
	for (const room of state.rooms.values()) {
		const isPublic = room.content('m.room.join_rules')?.join_rule === 'public';
		const isOpen =
			isPublic ||
			room.content('m.room.history_visibility')?.history_visibility === 'world_readable';
		if (!isOpen && room.membership(me) !== 'join') continue;
		for (const { stateKey } of room.members('join')) if (stateKey) known.add(stateKey);
	}
	known.delete(me);
	const words = wordsOf(body.search_term);
	const found = [...known]
		.map((id) => state.users.get(id))
		.filter((user) => user !== undefined)
		.filter((user) => words.length > 0 && user.standing === 'active' && isFound(user, words));
	return {
		limited: found.length > limit,
		results: found.slice(0, limit).map((user) => ({
			user_id: user.id,
			display_name: user.displayname,
			avatar_url: user.avatarUrl,
		})),
	};
}

function wordsOf(text: string): string[] {
	return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}

function isFound(user: User, words: string[]): boolean {
	const own = [
		...wordsOf(localpartOf(user.id)),
		...wordsOf(domainOf(user.id)),
		...wordsOf(user.displayname ?? ''),
	];
	return words.every((word) => own.some((candidate) => candidate.startsWith(word)));
}
