import type { Call } from '../call';
import * as cast from '../http/cast';
import { Halt, RecordMissing, serverError, unauthorized } from '../http/errors';
import { empty, json } from '../http/reply';
import { newMembership } from '../rules/user';
import { Validation } from '../rules/errors';
import { membershipOf } from '../state/access';
import { iso, isoOrNull, now } from '../state/clock';
import type { Account, Membership, Role } from '../state/types';
import { platformAccountView } from '../views/account';
import { guarded } from './platform-guard';
import type { Routes } from './routes';

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

/** Takes the real server about a second; not imitated here. */
function deleteAccount(call: Call) {
	call.state.accounts.remove(account(call).id);
	return empty();
}

function createMembership(call: Call) {
	const row = account(call);
	const user = call.state.users.get(cast.id(call.params.user_id));
	if (!user) {
		new Validation().add('user', 'must exist').finish();
		return undefined;
	}
	const role = roleOf(call);
	const { memberships } = call.state;
	const membership =
		membershipOf(call.state, user.id, row.id) ??
		memberships.insert(newMembership({ account_id: row.id, user_id: user.id }));
	membership.role = role ?? membership.role;
	return membershipRow(membership);
}

/** Without a word the role stays; an unknown one is an exception (chatwoot.md [853]). */
function roleOf(call: Call): Role | undefined {
	const word = call.text('role');
	if (word === null || word === '') return undefined;
	if (word !== 'agent' && word !== 'administrator') throw serverError(`'${word}' is not valid`);
	return word;
}

function memberships(call: Call) {
	const { id } = account(call);
	return call.state.memberships.where((row) => row.account_id === id).map(membershipRow);
}

/** Removing a non-member succeeds too (chatwoot.md [853]). */
function removeMembership(call: Call) {
	const { id } = account(call);
	const known = membershipOf(call.state, cast.id(call.params.user_id) ?? 0, id);
	if (known) call.state.memberships.remove(known.id);
	return empty();
}

function accounts(call: Call) {
	const { state } = call;
	return state.accounts.where(({ id }) => state.platformAccounts.has(id)).map(platformAccountView);
}

function refuseMigration(call: Call): never {
	account(call);
	throw new Halt(json({ error: 'Email channel migration is not enabled' }, 403));
}

function membershipRow(row: Membership) {
	return {
		id: row.id,
		account_id: row.account_id,
		user_id: row.user_id,
		role: row.role,
		inviter_id: row.inviter_id,
		created_at: iso(row.created_at),
		updated_at: iso(row.created_at),
		active_at: isoOrNull(row.active_at),
		availability: row.availability,
		auto_offline: row.auto_offline,
		custom_role_id: null,
		agent_capacity_policy_id: null,
	};
}

export function platformRoutes(on: Routes): void {
	const path = '/platform/api/v1/accounts';
	on.open('GET', path, guarded(accounts));
	on.open('POST', path, guarded(createAccount));
	on.open(
		'GET',
		`${path}/:id`,
		guarded((call) => platformAccountView(account(call))),
	);
	on.open('PATCH', `${path}/:id`, guarded(updateAccount));
	on.open('DELETE', `${path}/:id`, guarded(deleteAccount));
	on.open('GET', `${path}/:id/account_users`, guarded(memberships));
	on.open('POST', `${path}/:id/account_users`, guarded(createMembership));
	on.open('DELETE', `${path}/:id/account_users`, guarded(removeMembership));
	on.open('POST', `${path}/:id/email_channel_migrations`, guarded(refuseMigration));
}
