import { isObject } from '../http/body';
import { notFound } from '../http/errors';
import { Reply } from '../http/reply';
import type { Route } from '../http/router';
import { route } from '../http/router';
import { letters } from '../state/ids';
import type { Json, User } from '../state/types';

/** Where a user is logged in (matrix.md §2). */
export const deviceRoutes: Route[] = [
	route('GET v3 /devices', ({ user }) => ({
		devices: [...user.devices.keys()].map((id) => deviceView(user, id)),
	})),
	route('GET v3 /devices/:device', ({ user, params }) => deviceView(user, params.device)),
	route('PUT v3 /devices/:device', ({ user, params, body }) => {
		const device = user.devices.get(params.device);
		if (!device) throw notFound('No such device');
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

function deviceView(user: User, id: string): Json {
	const device = user.devices.get(id);
	if (!device) throw notFound('No such device');
	return {
		user_id: user.id,
		device_id: id,
		display_name: device.name ?? null,
		last_seen_ts: device.lastSeen ?? null,
		last_seen_ip: device.lastSeen === undefined ? null : '127.0.0.1',
	};
}
