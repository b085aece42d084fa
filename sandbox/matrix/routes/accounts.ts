import type { Call } from '../http/call';
import { badRequest, forbidden, MatrixError } from '../http/errors';
import type { Route } from '../http/router';
import { route } from '../http/router';
import { userToLogIn } from '../rules/log-in';
import { letters } from '../state/ids';
import type { Json } from '../state/types';

const SHORT_TOKEN_MS = 4000;
const LOGIN_TOKEN_MS = 300_000;

/** Log-in and tokens (matrix.md §2). */
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
	const { device_id: wanted, initial_device_display_name: name } = body;
	const ms = body.refresh_token === true ? (server.settings.tokenMs ?? SHORT_TOKEN_MS) : undefined;
	const { token, device } = state.open(user, typeof wanted === 'string' ? wanted : undefined, {
		...(typeof name === 'string' && { name }),
		...(ms !== undefined && { ms }),
	});
	return {
		user_id: user.id,
		access_token: token,
		home_server: state.name,
		device_id: device,
		...(ms !== undefined && {
			expires_in_ms: ms,
			refresh_token: state.addRefresh(user, device ?? '').token,
		}),
		well_known: server.wellKnown,
	};
}

function getLoginToken({ state, user, bodyOrNothing }: Call): Json {
	bodyOrNothing();
	const token = `syl_${letters(20)}_${letters(6)}`;
	state.loginTokens.set(token, { user: user.id, until: state.now() + LOGIN_TOKEN_MS });
	return { login_token: token, expires_in: LOGIN_TOKEN_MS / 1000, expires_in_ms: LOGIN_TOKEN_MS };
}

/** The old token keeps working until the new access token is used (matrix.md [110]). */
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
