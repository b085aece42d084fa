import type { Call } from '../call';
import * as cast from '../http/cast';
import { notFound, serverError } from '../http/errors';
import type { Params } from '../http/params';
import { json } from '../http/reply';
import { avatarOf } from '../rules/avatar';
import { membershipOf } from '../state/access';
import { secureToken } from '../state/state';
import type { Membership } from '../state/types';
import { profileView } from '../views/person';
import type { Routes } from './routes';

function version(call: Call) {
	return {
		version: call.state.release.version,
		timestamp: new Date().toISOString().slice(0, 19).replace('T', ' '),
		queue_services: 'ok',
		data_services: 'ok',
	};
}

const COLUMNS = ['name', 'display_name', 'email', 'message_signature', 'ui_settings', 'avatar'];

function update(call: Call) {
	const { user } = call;
	const params = call.wrapped('profile', COLUMNS);
	if (typeof params.name === 'string') user.name = params.name;
	if ('display_name' in params) user.display_name = cast.text(params.display_name);
	if (typeof params.email === 'string') user.email = params.email.toLowerCase();
	if ('message_signature' in params) user.message_signature = cast.text(params.message_signature);
	const avatar = avatarOf(call.state, params.avatar);
	if (avatar !== undefined) user.avatar = avatar;
	user.ui_settings = cast.object(params.ui_settings) ?? user.ui_settings;
	return profileView(call.state, user);
}

function signIn(call: Call) {
	const { email, password } = call.params;
	const user = call.state.users.find(
		(row) => row.email === email && row.password !== null && row.password === password,
	);
	if (user) return { data: profileView(call.state, user) };
	const errors = ['Invalid login credentials. Please try again.'];
	return json({ success: false, errors }, 401);
}

function setActive(call: Call) {
	const params = call.wrapped('profile', ['account_id']);
	const id = cast.id(params.account_id);
	const membership = call.state.memberships.find(
		(row) => row.user_id === call.user.id && row.account_id === id,
	);
	if (!membership) throw serverError('undefined method update!');
	call.user.active_account_id = membership.account_id;
	membership.active_at = Date.now();
}

const AVAILABILITY = ['online', 'offline', 'busy'];

/** Changes the membership in the account that is named: 404 without one (chatwoot.md [821]). */
function inOneAccount(change: (membership: Membership, params: Params) => void) {
	return (call: Call) => {
		const params = call.wrapped('profile', ['account_id', 'availability', 'auto_offline']);
		const membership = membershipOf(call.state, call.user.id, cast.id(params.account_id) ?? 0);
		if (!membership) throw notFound();
		change(membership, params);
		return profileView(call.state, call.user);
	};
}

const setAvailability = inOneAccount((membership, { availability }) => {
	const known = typeof availability === 'number' ? AVAILABILITY[availability] : availability;
	if (!AVAILABILITY.includes(String(known))) throw serverError(`'${String(known)}' is not valid`);
	membership.availability = String(known);
});

const setAutoOffline = inOneAccount((membership, { auto_offline }) => {
	membership.auto_offline = cast.bool(auto_offline) ?? false;
});

/** The old token stops working at once (chatwoot.md [822]). */
function resetToken(call: Call) {
	call.user.token = secureToken();
	return profileView(call.state, call.user);
}

export function profileRoutes(on: Routes): void {
	for (const path of ['/api', '/']) on.open('GET', path, version);
	on.open('GET', '/health', () => ({ status: 'woot' }));
	on.open('POST', '/auth/sign_in', signIn);
	on.personal('GET', '/api/v1/profile', (call) => profileView(call.state, call.user));
	on.personal('PATCH', '/api/v1/profile', update);
	on.personal('DELETE', '/api/v1/profile/avatar', (call) => {
		call.user.avatar = null;
		return profileView(call.state, call.user);
	});
	on.personal('POST', '/api/v1/profile/availability', setAvailability);
	on.personal('POST', '/api/v1/profile/auto_offline', setAutoOffline);
	on.personal('POST', '/api/v1/profile/reset_access_token', resetToken);
	on.personal('PATCH', '/api/v1/profile/set_active_account', (call) => {
		setActive(call);
		return undefined;
	});
}
