import type { Call } from '../call';
import * as cast from '../http/cast';
import { Halt, notFound, serverError } from '../http/errors';
import type { Param, Params } from '../http/params';
import { empty, json } from '../http/reply';
import { Validation } from '../rules/errors';
import { newMembership, newUser } from '../rules/user';
import { membershipOf, usersOf } from '../state/access';

import type { Membership, Role, User } from '../state/types';
import { agentView } from '../views/person';
import type { Routes } from './routes';

const COLUMNS = ['name', 'email', 'role', 'availability', 'auto_offline'];
const ROLES: Role[] = ['agent', 'administrator'];
const AVAILABILITY = ['online', 'offline', 'busy'];

function view(call: Call, user: User) {
	return agentView(call.state, user, call.account.id);
}

/** Unknown roles and availabilities are exceptions (chatwoot.md [772, 773]). */
function word<T extends string>(words: T[], value: Param | undefined): T | undefined {
	if (cast.isBlank(value)) return undefined;
	const found = typeof value === 'number' ? words[value] : words.find((one) => one === value);
	if (found === undefined) throw serverError(`'${cast.text(value)}' is not valid`);
	return found;
}

function settings(params: Params): Partial<Membership> {
	const out: Partial<Membership> = {};
	const role = word(ROLES, params.role);
	const availability = word(AVAILABILITY, params.availability);
	if (role) out.role = role;
	if (availability) out.availability = availability;
	const offline = cast.bool(params.auto_offline);
	if (offline !== null) out.auto_offline = offline;
	return out;
}

/**
 * Finds or creates the person with an address; a known person's name is left alone
 * (chatwoot.md [771]).
 */
function personOf(call: Call, params: Params): User {
	const email = (cast.text(params.email) ?? '').toLowerCase();
	const known = call.state.users.find((row) => row.email === email);
	if (known) return known;
	const check = new Validation().present('email', email);
	if (email && !/^[^@\s]+@[^@\s]+$/.test(email)) {
		check.add('email', 'is invalid').add('email', 'is not an email');
	}
	check.finish();
	const name = cast.text(params.name)?.trim() || email.split('@')[0];
	const user = newUser({ name, email, confirmed: false, inviter_id: call.user.id });
	return call.state.users.insert(user);
}

function join(call: Call, user: User, values: Partial<Membership>): void {
	new Validation().taken('user_id', membershipOf(call.state, user.id, call.account.id)).finish();
	const place = { account_id: call.account.id, user_id: user.id, inviter_id: call.user.id };
	call.state.memberships.insert(newMembership({ ...place, ...values }));
	user.active_account_id ??= call.account.id;
}

/** The plan limits the number of seats (chatwoot.md [857]). */
function requireSeat(call: Call): void {
	const seats = call.account.limits.agents;
	const used = call.state.memberships.where((row) => row.account_id === call.account.id).length;
	if (typeof seats !== 'number' || used < seats) return;
	throw new Halt(json({ error: 'Account limit exceeded. Please purchase more licenses' }, 402));
}

function create(call: Call) {
	const params = call.wrapped('agent', COLUMNS);
	requireSeat(call);
	const values = settings(params);
	const user = personOf(call, params);
	join(call, user, values);
	return view(call, user);
}

function one(call: Call): { user: User; membership: Membership } {
	const user = call.state.users.get(call.id());
	const membership = user && membershipOf(call.state, user.id, call.account.id);
	if (!membership) throw notFound();
	return { user, membership };
}

function update(call: Call) {
	const { user, membership } = one(call);
	const params = call.wrapped('agent', COLUMNS);
	Object.assign(membership, settings(params));
	if (typeof params.name === 'string') user.name = params.name;
	return view(call, user);
}

/**
 * Conversations are unassigned without any event; without an account the token dies
 * (chatwoot.md [774]).
 */
function destroy(call: Call) {
	const { user, membership } = one(call);
	const { state, account } = call;
	state.memberships.remove(membership.id);
	const inboxes = state.inboxes.where((row) => row.account_id === account.id).map((row) => row.id);
	state.inboxMembers.removeWhere(
		(row) => row.user_id === user.id && inboxes.includes(row.inbox_id),
	);
	for (const row of state.conversations.where((item) => item.account_id === account.id)) {
		if (row.assignee_id === user.id) row.assignee_id = null;
	}
	if (!state.memberships.find((row) => row.user_id === user.id)) state.users.remove(user.id);
	return empty();
}

/** Bad addresses and known ones are skipped silently (chatwoot.md [775]). */
function bulkCreate(call: Call) {
	const emails = cast.list(call.params.emails);
	if (!emails) throw serverError("undefined method 'count' for nil");
	for (const email of emails.map((one) => cast.text(one) ?? '')) {
		const known = call.state.users.find((row) => row.email === email.toLowerCase());
		const member = known && membershipOf(call.state, known.id, call.account.id);
		if (member || !/^[^@\s]+@[^@\s]+$/.test(email)) continue;
		join(call, personOf(call, { email }), { availability: 'offline', auto_offline: false });
	}
	return empty();
}

export function agentRoutes(on: Routes): void {
	const admin = { admin: true };
	on.account('GET', 'agents', (call) =>
		usersOf(call.state, call.account.id).map((user) => view(call, user)),
	);
	on.account('POST', 'agents', create, admin);
	on.account('POST', 'agents/bulk_create', bulkCreate, admin);
	on.account('PATCH', 'agents/:id', update, admin);
	on.account('DELETE', 'agents/:id', destroy, admin);
}
