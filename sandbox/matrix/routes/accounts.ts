import type { Call } from '../http/call';
import { isObject } from '../http/body';
import { badRequest, forbidden, MatrixError } from '../http/errors';
import type { Route } from '../http/router';
import { route } from '../http/router';
import { Reply } from '../http/reply';
import { letters, localpartOf } from '../state/ids';
import type { Json, User } from '../state/types';

const SHORT_TOKEN_MS = 4000;
const LOGIN_TOKEN_MS = 300_000;

/** Log-in, tokens and devices (matrix.md §2). */
export const accountRoutes: Route[] = [
	route('GET v3 /account/whoami', whoAmI),
	route('GET v3 /login', ({ server }) => ({ flows: flows(server.settings.loginTokens) }), {
		open: true,
	}),
	route('POST v3 /login', logIn, { open: true }),
	route('POST v1 /login/get_token', getLoginToken),
	route('POST v3 /refresh', refresh, { open: true }),
	route('POST v3 /logout', ({ state, requester, user }) => {
		if (requester.device !== undefined) state.removeDevice(user, requester.device);
		return {};
	}),
	route('POST v3 /logout/all', ({ state, user }) => {
		for (const device of [...user.devices.keys()]) state.removeDevice(user, device);
		return {};
	}),
	route('POST v3 /register', register, { open: true }),
	route(
		'GET v3 /register/available',
		() => {
			throw forbidden('Registration has been disabled');
		},
		{
			open: true,
		},
	),
	route('GET v3 /devices', ({ user }) => ({
		devices: [...user.devices.keys()].map((id) => deviceView(user, id)),
	})),
	route('GET v3 /devices/:device', ({ user, params }) => deviceView(user, params.device)),
	route('PUT v3 /devices/:device', ({ user, params, body }) => {
		const device = user.devices.get(params.device);
		if (!device) throw new MatrixError(404, 'M_NOT_FOUND', 'No such device');
		const { display_name: name } = body();
		if (typeof name === 'string') device.name = name;
		return {};
	}),
	route(
		'DELETE v3 /devices/:device',
		() =>
			new Reply(401, {
				session: letters(24),
				flows: [{ stages: ['m.login.password'] }],
				params: {},
			}),
	),
	route('POST v3 /keys/query', ({ body }) => {
		const asked = body().device_keys;
		const users = isObject(asked) ? Object.keys(asked) : [];
		return {
			device_keys: Object.fromEntries(users.map((id) => [id, {}])),
			failures: {},
			master_keys: {},
			self_signing_keys: {},
			user_signing_keys: {},
		};
	}),
];

function whoAmI({ user, requester }: Call): Json {
	const { device } = requester;
	return {
		user_id: user.id,
		is_guest: user.isGuest,
		...(device !== undefined && { device_id: device }),
	};
}

function flows(loginTokens: boolean): Json[] {
	return [
		...(loginTokens ? [{ type: 'm.login.token', get_login_token: true }] : []),
		{ type: 'm.login.password' },
		{ type: 'm.login.application_service' },
	];
}

async function logIn(call: Call): Promise<Json> {
	const { server, state } = call;
	const body = call.body();
	if (typeof (body.refresh_token ?? false) !== 'boolean')
		throw badRequest('`refresh_token` should be true or false.');
	if (!('type' in body)) throw badRequest('Missing JSON keys.');
	await server.limiter.take('login', 'address');
	const user = await userToLogIn(call, body);
	return session(call, user, body, { well_known: server.wellKnown });
	function session({ state: s }: Call, who: User, wanted: Json, more: Json): Json {
		const device = typeof wanted.device_id === 'string' ? wanted.device_id : undefined;
		const name = wanted.initial_device_display_name;
		const isShort = wanted.refresh_token === true;
		const opened = s.open(who, device, {
			...(typeof name === 'string' && { name }),
			...(isShort && { ms: server.settings.tokenMs ?? SHORT_TOKEN_MS }),
		});
		return {
			user_id: who.id,
			access_token: opened.token,
			home_server: state.name,
			device_id: opened.device,
			...(isShort && {
				expires_in_ms: server.settings.tokenMs ?? SHORT_TOKEN_MS,
				refresh_token: s.addRefresh(who, opened.device ?? '').token,
			}),
			...more,
		};
	}
}

async function userToLogIn(call: Call, body: Json): Promise<User> {
	const { type, password } = body;
	if (typeof type !== 'string') throw badRequest('Bad parameter: type', 'M_INVALID_PARAM');
	if (type === 'm.login.token') return byToken(call, body);
	if (type === 'm.login.application_service') return byService(call, body);
	if (type === 'm.login.password' && typeof password !== 'string')
		throw badRequest('Bad parameter: password', 'M_INVALID_PARAM');
	const id = idOf(call, identifierOf(body));
	if (type !== 'm.login.password') throw badRequest(`Unknown login type ${String(type)}`);
	const user = call.state.users.get(id.toLowerCase());
	if (!user || user.standing === 'deactivated' || user.password !== password)
		throw forbidden('Invalid username or password');
	return user;
}

/** Who logs in, in today's form or in the old one. */
function identifierOf(body: Json): Json {
	const { identifier, user, medium, address } = body;
	if (typeof user === 'string' && user) return { type: 'm.id.user', user };
	if (medium && address) return { type: 'm.id.thirdparty', medium, address };
	if (!isObject(identifier) || !Object.keys(identifier).length)
		throw badRequest('Invalid login submission', 'M_INVALID_PARAM');
	if (!('type' in identifier))
		throw badRequest("'identifier' dict has no key 'type'", 'M_MISSING_PARAM');
	return identifier;
}

function idOf({ state }: Call, { type, user, medium, address }: Json): string {
	if (type === 'm.id.thirdparty' && medium && address)
		throw forbidden('Invalid username or password');
	if (type === 'm.id.thirdparty') throw badRequest('Invalid thirdparty identifier');
	if (type !== 'm.id.user') throw badRequest('Unknown login identifier type');
	if (typeof user !== 'string' || !user) throw badRequest("User identifier is missing 'user' key");
	return user.startsWith('@') ? user : `@${user}:${state.name}`;
}

function byToken({ state }: Call, body: Json): User {
	if (typeof body.token !== 'string') throw badRequest('Missing JSON keys.');
	const known = state.loginTokens.get(body.token);
	state.loginTokens.delete(body.token);
	const user = known && known.until > state.now() ? state.users.get(known.user) : undefined;
	if (!user) throw forbidden('Invalid login token');
	return user;
}

function byService(call: Call, body: Json): User {
	const { state } = call;
	const service = serviceOf(call);
	if (!service) throw new MatrixError(401, 'M_MISSING_TOKEN', 'Missing access token');
	if (!isObject(body.identifier))
		throw badRequest('Invalid identifier in login submission', 'M_INVALID_PARAM');
	const id = idOf(call, body.identifier);
	const user = state.users.get(id);
	if (!user || !localpartOf(id).startsWith(service.prefix)) throw forbidden('Invalid access_token');
	return user;
}

function serviceOf({ state, headers }: Call) {
	const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
	return state.services.find((service) => service.token === token);
}

function getLoginToken({ state, user, bodyOrNothing }: Call): Json {
	bodyOrNothing();
	const token = `syl_${letters(20)}_${letters(6)}`;
	state.loginTokens.set(token, { user: user.id, until: state.now() + LOGIN_TOKEN_MS });
	return { login_token: token, expires_in: LOGIN_TOKEN_MS / 1000, expires_in_ms: LOGIN_TOKEN_MS };
}

/** The old token works again until the new access token was used (matrix.md [110]). */
function refresh(call: Call): Json {
	const { state, server } = call;
	const body = call.body();
	if (!('refresh_token' in body))
		throw badRequest("Missing params: ['refresh_token']", 'M_MISSING_PARAM');
	const token = body.refresh_token;
	if (typeof token !== 'string')
		throw badRequest('Invalid param: refresh_token', 'M_INVALID_PARAM');
	const known = state.refreshes.get(token);
	if (!known) throw new MatrixError(401, 'M_UNKNOWN_TOKEN', 'invalid refresh token');
	if (known.dead) throw forbidden("refresh token isn't valid anymore");
	const ms = server.settings.tokenMs ?? SHORT_TOKEN_MS;
	const opened = state.open(known.user, known.device, { ms });
	const next = state.addRefresh(known.user, known.device);
	known.next = { access: opened.token, refresh: next.token };
	return { access_token: opened.token, refresh_token: next.token, expires_in_ms: ms };
}

function register(call: Call): Json {
	const { state, server, query } = call;
	if (query.string('kind') === 'guest') {
		if (!server.settings.guests)
			throw new MatrixError(403, 'M_UNKNOWN', 'Guest access is disabled');
		const number = [...state.users.values()].filter(({ isGuest }) => isGuest).length + 1;
		const user = state.addUser(`@${number}:${state.name}`, { isGuest: true });
		const { token } = state.open(user, 'guest_device');
		return {
			user_id: user.id,
			device_id: 'guest_device',
			access_token: token,
			home_server: state.name,
		};
	}
	const body = call.body();
	if (body.type !== 'm.login.application_service')
		throw forbidden('Registration has been disabled');
	const service = serviceOf(call);
	if (!service) throw new MatrixError(401, 'M_MISSING_TOKEN', 'Missing access token');
	const name = String(body.username ?? '');
	if (!name.startsWith(service.prefix))
		throw badRequest('Invalid user localpart for this application service.', 'M_EXCLUSIVE');
	const id = `@${name}:${state.name}`;
	if (state.users.has(id)) throw badRequest('User ID already taken.', 'M_USER_IN_USE');
	const user = state.addUser(id);
	const base = { user_id: id, home_server: state.name };
	if (body.inhibit_login === true) return base;
	const { token, device } = state.open(user);
	return { ...base, access_token: token, device_id: device };
}

function deviceView(user: User, id: string): Json {
	const device = user.devices.get(id);
	if (!device) throw new MatrixError(404, 'M_NOT_FOUND', 'No such device');
	return {
		user_id: user.id,
		device_id: id,
		display_name: device.name ?? null,
		last_seen_ts: device.lastSeen ?? null,
		last_seen_ip: device.lastSeen === undefined ? null : '127.0.0.1',
	};
}
