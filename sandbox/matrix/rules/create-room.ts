import type { Call } from '../http/call';
import { isObject } from '../http/body';
import { badRequest } from '../http/errors';
import { append, newRoom } from '../state/append';
import type { Room } from '../state/room';
import type { Json } from '../state/types';
import { checkAliasName } from './aliases';
import { checkContent, checkSize, pythonic } from './content';
import { changeMember } from './member';
import { checkNotSuspended } from './send';

interface Preset {
	joinRule: string;
	guests: boolean;
	invite: number;
	everybodyRules: boolean;
}

const PRESETS: Record<string, Preset> = {
	private_chat: { joinRule: 'invite', guests: true, invite: 0, everybodyRules: false },
	trusted_private_chat: { joinRule: 'invite', guests: true, invite: 0, everybodyRules: true },
	public_chat: { joinRule: 'public', guests: false, invite: 50, everybodyRules: false },
};

const DEFAULT_VERSION = '11';

/** Creates a room; late refusals leave it half created (matrix.md §4, matrix.md [142]). */
export async function createRoom(call: Call, body: Json, limited = true): Promise<Room> {
	const { server, state, me } = call;
	checkNotSuspended(call);
	if (limited) {
		await server.limiter.take('createRoom', me);
		await server.limiter.take('message', me);
	}
	const version = versionOf(body);
	const alias = aliasOf(call, body);
	const invited = invitedBy(body);
	checkOverride(body, me);
	const isPublic = body.visibility === 'public';
	const name = body.preset ?? (isPublic ? 'public_chat' : 'private_chat');
	const preset = typeof name === 'string' ? PRESETS[name] : undefined;
	if (!preset) throw badRequest(`${pythonic(name)} is not a valid preset`, 'M_BAD_JSON');
	const room = newRoom(state, version, me);
	if (alias !== undefined) state.aliases.set(alias, { room: room.id, creator: me });
	room.isPublished = isPublic && server.settings.mayPublish;
	const put = (type: string, content: Json, stateKey = '') => {
		const envelope = { type, sender: me, room, stateKey };
		checkContent(envelope, content);
		checkSize(envelope, content);
		append(state, room, { type, sender: me, stateKey, content });
	};
	put('m.room.create', creationContent(body, room));
	changeMember(state, { room, actor: me, target: me, action: 'join', content: {} });
	const given = initialState(body);
	const has = (type: string) => given.some((entry) => entry.type === type && !entry.state_key);
	if (!has('m.room.power_levels'))
		put('m.room.power_levels', powerLevels(body, room, preset, invited));
	if (alias !== undefined && !has('m.room.canonical_alias'))
		put('m.room.canonical_alias', { alias });
	if (!has('m.room.join_rules')) put('m.room.join_rules', { join_rule: preset.joinRule });
	if (!has('m.room.history_visibility'))
		put('m.room.history_visibility', { history_visibility: 'shared' });
	if (preset.guests && !has('m.room.guest_access'))
		put('m.room.guest_access', { guest_access: 'can_join' });
	for (const { type, state_key: key, content } of given)
		put(String(type), isObject(content) ? content : {}, typeof key === 'string' ? key : '');
	if ('name' in body) put('m.room.name', { name: body.name });
	if ('topic' in body)
		put('m.room.topic', { topic: body.topic, 'm.topic': { 'm.text': [{ body: body.topic }] } });
	for (const target of invited)
		changeMember(state, {
			room,
			actor: me,
			target,
			action: 'invite',
			...(body.is_direct === true && { content: { is_direct: true } }),
		});
	return room;
}

function checkOverride({ power_level_content_override: override }: Json, me: string): void {
	const users = isObject(override) ? override.users : undefined;
	if (isObject(users) && !(me in users))
		throw badRequest(
			`Not a valid power_level_content_override: 'users' did not contain ${me}`,
			'M_BAD_JSON',
		);
}

function versionOf(body: Json): string {
	const version = body.room_version ?? DEFAULT_VERSION;
	if (typeof version !== 'string') throw badRequest('room_version must be a string', 'M_BAD_JSON');
	if (!/^([1-9]|1[0-2])$/.test(version))
		throw badRequest(
			'Your homeserver does not support this room version',
			'M_UNSUPPORTED_ROOM_VERSION',
		);
	return version;
}

function aliasOf({ state, requester }: Call, body: Json): string | undefined {
	if (!('room_alias_name' in body)) return undefined;
	const name = checkAliasName(body.room_alias_name);
	const alias = `#${name}:${state.name}`;
	const owner = state.services.find(({ prefix }) => name.startsWith(prefix));
	if (owner && owner !== requester.session.service)
		throw badRequest('This alias is reserved by an application service.', 'M_EXCLUSIVE');
	if (state.aliases.has(alias)) throw badRequest('Room alias already taken', 'M_ROOM_IN_USE');
	return alias;
}

function invitedBy(body: Json): string[] {
	const { invite = [] } = body;
	// A text is a list of letters to the server.
	const list: unknown[] =
		typeof invite === 'string' ? [...invite] : Array.isArray(invite) ? invite : [];
	return list.map((id) => {
		if (typeof id === 'string' && /^@[^:]*:.+/.test(id)) return id;
		throw badRequest(`Invalid user_id: ${String(id)}`);
	});
}

function creationContent(body: Json, room: Room): Json {
	const content = isObject(body.creation_content) ? body.creation_content : {};
	const old = Number(room.version) < 11 ? { creator: room.creator } : {};
	return { ...content, room_version: room.version, ...old };
}

function initialState(body: Json): Json[] {
	const list: unknown[] = Array.isArray(body.initial_state) ? body.initial_state : [];
	return list.filter(isObject);
}

export function powerLevels(body: Json, room: Room, preset: Preset, invited: string[]): Json {
	const creator = room.hasCreatorPower ? {} : { [room.creator]: 100 };
	const others = preset.everybodyRules ? Object.fromEntries(invited.map((id) => [id, 100])) : {};
	const override = isObject(body.power_level_content_override)
		? body.power_level_content_override
		: {};
	return {
		users: { ...creator, ...others },
		users_default: 0,
		events: {
			'm.room.name': 50,
			'm.room.power_levels': 100,
			'm.room.history_visibility': 100,
			'm.room.canonical_alias': 50,
			'm.room.avatar': 50,
			'm.room.tombstone': room.hasCreatorPower ? 150 : 100,
			'm.room.server_acl': 100,
			'm.room.encryption': 100,
		},
		events_default: 0,
		state_default: 50,
		ban: 50,
		kick: 50,
		redact: 50,
		invite: preset.invite,
		historical: 100,
		...(preset.joinRule === 'public' && { 'm.call.invite': 50 }),
		...override,
	};
}
