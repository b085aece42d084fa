import type { Call } from '../http/call';
import { badRequest, forbidden, MatrixError } from '../http/errors';
import type { Route } from '../http/router';
import { route } from '../http/router';
import { serviceOf } from '../rules/log-in';
import type { Json } from '../state/types';

/** New accounts: guests and users of application services (matrix.md §2, matrix.md §12). */
export const registerRoutes: Route[] = [
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
];

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
