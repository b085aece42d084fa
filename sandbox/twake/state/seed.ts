import { issueToken } from '../auth/tokens';
import { join } from '../channels/create';
import type { State } from './state';
import type { Application, Channel, Json, User } from './types';

type Partly<T> = { [K in keyof T]?: T[K] };

/** The state of a server, as in recordings/twake/world.json. Every part is optional. */
export interface World {
	company?: string;
	workspace?: string;
	channels?: Array<Partly<Channel> & { stats?: { members?: number; messages?: number } }>;
	users?: Array<Partly<User>>;
	applications?: Record<
		string,
		{ installed?: boolean; application: Omit<Partly<Application>, 'api'> & { api?: Json } }
	>;
	/** Id of an application that is installed nowhere, with empty allowed_ips; words may follow. */
	no_ip_list_application?: string;
}

/** app, app2, app3 ... in the order of the world's applications; alice and bob are its first users. */
export type Tokens = Record<string, string>;

/** Forgets everything, loads a world and returns tokens for everybody in it. */
export function seed(state: State, world: World): Tokens {
	state.clear();
	state.clock.set(newestTime(world) ?? Date.now());
	state.company = world.company ?? state.clock.uuid();
	state.workspace = world.workspace ?? state.clock.uuid();
	for (const user of world.users ?? []) addUser(state, user);
	for (const [code, { installed = true, application }] of Object.entries(
		world.applications ?? {},
	)) {
		const identity = { code, ...application.identity };
		addApplication(state, { ...application, identity }, installed);
	}
	const noList = world.no_ip_list_application?.split(' ')[0];
	const [{ api } = { api: { hooks_url: '' } }] = state.applications.values();
	const noListApi = { allowed_ips: '', hooks_url: api.hooks_url };
	if (noList) addApplication(state, { id: noList, api: noListApi }, false);
	for (const channel of world.channels ?? []) addChannel(state, channel);
	return tokensOf(state);
}

export function addApplication(
	state: State,
	given: Omit<Partly<Application>, 'api'> & { api?: Json },
	installed: boolean,
): void {
	const now = state.clock.now();
	const id = given.id ?? state.clock.uuid();
	state.applications.set(id, {
		company_id: state.company,
		is_default: false,
		access: { read: [], write: [], delete: [], hooks: [] },
		display: {},
		publication: { requested: false, published: false },
		stats: { created_at: now, updated_at: now, version: 0 },
		...given,
		id,
		identity: { code: id, name: id, ...given.identity },
		api: { hooks_url: '', allowed_ips: '*', private_key: 'PRIVATE_KEY', ...given.api },
	});
	if (installed) state.installed.add(id);
}

function addUser(state: State, given: Partly<User>): void {
	const id = given.id ?? state.clock.uuid();
	const [first = 'User', last = ''] = [given.first_name, given.last_name];
	state.users.set(id, {
		provider: null,
		provider_id: null,
		email: `${first.toLowerCase()}@example.org`,
		username: `${first}${last}`.toLowerCase(),
		is_verified: false,
		picture: null,
		full_name: `${first} ${last}`.trim(),
		created_at: state.clock.now(),
		deleted: false,
		status: null,
		last_activity: 0,
		cache: { companies: [state.company] },
		...given,
		id,
		first_name: first,
		last_name: last,
	});
}

/** Worlds count a channel's members without naming them: its owner is one, then the users in order. */
export function addChannel(state: State, given: NonNullable<World['channels']>[number]): void {
	const { stats, ...rest } = given;
	const now = state.clock.now();
	const people = [...state.users.keys()];
	const channel: Channel = {
		is_readonly: false,
		is_default: false,
		archived: false,
		connectors: [],
		last_activity: 0,
		company_id: state.company,
		workspace_id: state.workspace,
		name: 'Channel',
		icon: '',
		description: '',
		channel_group: '',
		visibility: 'public',
		archivation_date: 0,
		owner: people[0] ?? '',
		updated_at: now,
		created_at: now,
		default: false,
		...rest,
		id: rest.id ?? crypto.randomUUID(),
		members: rest.members ?? [],
		seededMessages: stats?.messages,
	};
	state.channels.set(channel.id, channel);
	const known = [...state.users.keys(), ...state.applications.keys()];
	const owner = known.filter((id) => id === channel.owner);
	const counted = [...new Set([...owner, ...people])].slice(0, stats?.members ?? people.length);
	for (const id of channel.members.length ? channel.members : counted) join(state, channel, id);
}

function tokensOf(state: State): Tokens {
	const applications = [...state.applications.keys()].map((id) => ({ id, applicationId: id }));
	const people = [...state.users.keys()].map((id) => ({ id, applicationId: null }));
	const alice = people.at(0);
	const bob = people.at(1);
	const tokens: Tokens = {};
	applications.forEach((actor, i) => {
		tokens[i ? `app${i + 1}` : 'app'] = issueToken(state, actor).value;
	});
	if (alice) tokens.alice = issueToken(state, alice).value;
	if (bob) tokens.bob = issueToken(state, bob).value;
	const first = applications.at(0);
	if (!first) return tokens;
	return {
		...tokens,
		expired: issueToken(state, first, -10).value,
		refresh: issueToken(state, first).refresh,
	};
}

/** The newest time anywhere in a world. */
function newestTime(value: unknown, key = ''): number | undefined {
	if (typeof value === 'number') return key.endsWith('_at') && value > 0 ? value : undefined;
	if (typeof value !== 'object' || value === null) return undefined;
	const times = Object.entries(value).flatMap(([k, v]) => newestTime(v, k) ?? []);
	return times.length ? Math.max(...times) : undefined;
}
