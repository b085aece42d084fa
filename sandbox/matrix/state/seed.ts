import { append, newRoom } from './append';
import { State } from './state';
import type { Json, User } from './types';

export interface SeedUser {
	user_id: string;
	displayname?: string;
	device_id?: string;
	password?: string;
	token?: string;
	standing?: User['standing'];
}

export interface SeedRoom {
	/** `!support:matrix.test`; made up when it is left out. */
	room_id?: string;
	name?: string;
	topic?: string;
	/** Without the server. */
	alias?: string;
	version?: string;
	type?: string;
	isPublic?: boolean;
	isEncrypted?: boolean;
	/** Names of users; the first one is the creator. */
	members: string[];
	invited?: string[];
	/** The other one of a direct room, as its creator keeps it. */
	directWith?: string;
	/** Rooms that belong to a space, by their names in the world. */
	children?: string[];
	messages?: Array<{ from: string; body: string }>;
	powerLevels?: Json;
}

export interface World {
	server?: string;
	users?: Record<string, SeedUser>;
	rooms?: Record<string, SeedRoom>;
	services?: Array<{
		id: string;
		token: string;
		hsToken: string;
		sender: string;
		prefix: string;
		url?: string;
	}>;
}

/** A server with a world in it. */
export function fromWorld(world: World): State {
	const state = new State(world.server ?? 'matrix.test');
	for (const { user_id: id, ...entry } of Object.values(world.users ?? {})) {
		const user = state.addUser(id, {
			...(entry.displayname !== undefined && { displayname: entry.displayname }),
			...(entry.password !== undefined && { password: entry.password }),
			...(entry.standing && { standing: entry.standing }),
		});
		if (entry.token === undefined) continue;
		const name = `recorder ${id.slice(1).split(':')[0]}`;
		state.open(user, entry.device_id, { token: entry.token, name });
	}
	for (const service of world.services ?? []) {
		state.services.push(service);
		const user = state.addUser(`@${service.sender}:${state.name}`);
		state.sessions.set(service.token, { token: service.token, user, service });
	}
	const ids = new Map<string, string>();
	for (const [name, room] of Object.entries(world.rooms ?? {}))
		ids.set(name, addRoom(state, world, room, ids));
	return state;
}

function addRoom(state: State, world: World, seed: SeedRoom, ids: Map<string, string>): string {
	const idOf = (name: string) => world.users?.[name]?.user_id ?? name;
	const [creator, ...others] = seed.members.map(idOf);
	const version = seed.version ?? '11';
	const room = newRoom(state, version, creator, seed.room_id);
	const put = (type: string, content: Json, stateKey = '', sender = creator) =>
		append(state, room, { type, sender, stateKey, content });
	const member = (id: string, membership: string, sender = id) => {
		const name = state.users.get(id)?.displayname;
		put('m.room.member', { membership, ...(name != null && { displayname: name }) }, id, sender);
	};
	put('m.room.create', { room_version: version, ...(seed.type && { type: seed.type }) });
	member(creator, 'join');
	put('m.room.power_levels', {
		users: room.hasCreatorPower ? {} : { [creator]: 100 },
		users_default: 0,
		events_default: 0,
		state_default: 50,
		invite: seed.isPublic ? 50 : 0,
		ban: 50,
		kick: 50,
		redact: 50,
		...seed.powerLevels,
	});
	if (seed.alias !== undefined) {
		const alias = `#${seed.alias}:${state.name}`;
		state.aliases.set(alias, { room: room.id, creator });
		put('m.room.canonical_alias', { alias });
	}
	put('m.room.join_rules', { join_rule: seed.isPublic ? 'public' : 'invite' });
	put('m.room.history_visibility', { history_visibility: 'shared' });
	if (seed.isEncrypted) put('m.room.encryption', { algorithm: 'm.megolm.v1.aes-sha2' });
	if (seed.name !== undefined) put('m.room.name', { name: seed.name });
	if (seed.topic !== undefined) put('m.room.topic', { topic: seed.topic });
	room.isPublished = seed.isPublic === true;
	for (const id of others) member(id, 'join');
	for (const id of (seed.invited ?? []).map(idOf)) member(id, 'invite', creator);
	for (const child of seed.children ?? [])
		put('m.space.child', { via: [state.name] }, ids.get(child) ?? child);
	for (const { from, body } of seed.messages ?? [])
		append(state, room, {
			type: 'm.room.message',
			sender: idOf(from),
			content: { msgtype: 'm.text', body },
		});
	if (seed.directWith !== undefined) keepDirect(state, creator, idOf(seed.directWith), room.id);
	return room.id;
}

function keepDirect(state: State, owner: string, other: string, room: string): void {
	const data = state.users.get(owner)?.accountData;
	if (!data) return;
	const before = data.get('m.direct')?.content ?? {};
	const rooms = Array.isArray(before[other]) ? (before[other] as unknown[]) : [];
	state.store(data, 'm.direct', { ...before, [other]: [...rooms, room] });
}
