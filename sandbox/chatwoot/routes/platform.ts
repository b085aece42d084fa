import { tokenOf } from '../auth';
import type { Call } from '../call';
import * as cast from '../http/cast';
import { Halt, RecordMissing, serverError, unauthorized } from '../http/errors';
import { empty, json } from '../http/reply';
import { newMembership, newUser } from '../rules/user';
import { Validation } from '../rules/errors';
import { now } from '../state/clock';
import type { Account } from '../state/types';
import { platformAccountView } from '../views/account';
import { profileView } from '../views/person';
import type { Action, Routes } from './routes';

/**
 * Only tokens of a platform application; all others get one text, in other spelling
 * (chatwoot.md [105]).
 */
function guarded(action: Action): Action {
	return (call) => {
		const token = tokenOf(call.request);
		if (token === undefined || !call.state.platformTokens.has(token)) {
			throw new Halt(json({ error: 'Invalid access_token' }, 401));
		}
		return action(call);
	};
}

function account(call: Call) {
	const row = call.state.accounts.get(call.id());
	if (!row) throw new RecordMissing();
	if (!call.state.platformAccounts.has(row.id)) throw unauthorized('Non permissible resource');
	return row;
}

const STATUSES = ['active', 'suspended'];
const OBJECTS = ['custom_attributes', 'limits', 'features'] as const;

/** The columns among the parameters; objects are replaced as a whole (chatwoot.md [850]). */
function accountColumns(call: Call): Partial<Account> {
	const out: Partial<Account> = {};
	for (const key of ['locale', 'domain', 'support_email', 'status', 'name'] as const) {
		if (call.has(key)) Object.assign(out, { [key]: call.text(key) });
	}
	for (const key of OBJECTS) {
		const value = cast.object(call.params[key]);
		if (value) out[key] = value;
	}
	if (out.status !== undefined && !STATUSES.includes(out.status)) {
		throw serverError(`'${out.status}' is not a valid status`);
	}
	return out;
}

function createAccount(call: Call) {
	const given = accountColumns(call);
	new Validation().present('name', given.name ?? null).finish();
	const row = call.state.accounts.insert({
		name: '',
		locale: 'en',
		domain: null,
		support_email: null,
		status: 'active',
		settings: {},
		custom_attributes: {},
		limits: {},
		features: {},
		created_at: now(),
		last_display_id: 0,
		...given,
	});
	call.state.platformAccounts.add(row.id);
	return platformAccountView(row);
}

function updateAccount(call: Call) {
	const row = Object.assign(account(call), accountColumns(call));
	return platformAccountView(row);
}

/** The server takes about a second for it; nobody waits for that here. */
function deleteAccount(call: Call) {
	call.state.accounts.remove(account(call).id);
	return empty();
}

/** A known address adopts that person: what else was sent is ignored (chatwoot.md [852]). */
function createUser(call: Call) {
	const email = (call.text('email') ?? '').toLowerCase();
	const known = call.state.users.find((row) => row.email === email);
	const user =
		known ??
		call.state.users.insert(
			newUser({
				name: call.text('name') ?? '',
				display_name: call.text('display_name'),
				email,
				custom_attributes: cast.object(call.params.custom_attributes) ?? {},
				password: call.text('password'),
			}),
		);
	const hidden = ['inviter_id', 'type'];
	const profile = Object.entries(profileView(call.state, user));
	return Object.fromEntries(profile.filter(([key]) => !hidden.includes(key)));
}

function createMembership(call: Call) {
	const row = account(call);
	const user = call.state.users.get(cast.id(call.params.user_id));
	if (!user) {
		new Validation().add('user', 'must exist').finish();
		return undefined;
	}
	const role = call.text('role') === 'administrator' ? 'administrator' : 'agent';
	const { memberships } = call.state;
	const known = memberships.find((one) => one.user_id === user.id && one.account_id === row.id);
	const membership =
		known ?? memberships.insert(newMembership({ account_id: row.id, user_id: user.id, role }));
	membership.role = role;
	return membershipRow(membership);
}

function membershipRow(row: { id: number; account_id: number; user_id: number; role: string }) {
	const time = new Date().toISOString();
	return {
		id: row.id,
		account_id: row.account_id,
		user_id: row.user_id,
		role: row.role,
		inviter_id: null,
		created_at: time,
		updated_at: time,
		active_at: null,
		availability: 'online',
		auto_offline: true,
		custom_role_id: null,
		agent_capacity_policy_id: null,
	};
}

export function platformRoutes(on: Routes): void {
	const base = '/platform/api/v1';
	on.open('POST', `${base}/accounts`, guarded(createAccount));
	on.open(
		'GET',
		`${base}/accounts/:id`,
		guarded((call) => platformAccountView(account(call))),
	);
	on.open('PATCH', `${base}/accounts/:id`, guarded(updateAccount));
	on.open('DELETE', `${base}/accounts/:id`, guarded(deleteAccount));
	on.open('POST', `${base}/accounts/:id/account_users`, guarded(createMembership));
	on.open('POST', `${base}/users`, guarded(createUser));
	on.open(
		'GET',
		`${base}/agent_bots`,
		guarded(() => []),
	);
}
