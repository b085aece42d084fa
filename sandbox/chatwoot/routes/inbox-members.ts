import type { Call } from '../call';
import * as cast from '../http/cast';
import { notFound, serverError } from '../http/errors';
import type { Param } from '../http/params';
import { empty } from '../http/reply';
import { Validation } from '../rules/errors';
import { membersOfInbox, membershipOf, usersOf } from '../state/access';
import type { Inbox } from '../state/types';
import { agentView } from '../views/person';
import type { Routes } from './routes';

function agents(call: Call, ids: number[]) {
	return usersOf(call.state, call.account.id)
		.filter((user) => ids.includes(user.id))
		.map((user) => agentView(call.state, user, call.account.id));
}

function payload(call: Call, inbox: Inbox) {
	return {
		payload: agents(call, membersOfInbox(call.state, inbox.id)),
	};
}

function inboxParam(call: Call): Inbox {
	return call.find(call.state.inboxes, cast.id(call.params.inbox_id));
}

/** JSON numbers only: an id as a string counts as a new one (chatwoot.md [760]). */
function userIds(call: Call): Param[] {
	const ids = cast.list(call.params.user_ids);
	if (!ids) throw serverError("undefined method '-' for nil");
	return ids;
}

function add(call: Call, inbox: Inbox, ids: Param[]): void {
	const known = membersOfInbox(call.state, inbox.id);
	for (const id of ids.filter((one) => !known.includes(one as number))) {
		const userId = cast.int(id) ?? 0;
		const check = new Validation();
		if (!membershipOf(call.state, userId, call.account.id)) check.add('user', 'must exist');
		check.taken('user_id', known.includes(userId)).finish();
		call.state.inboxMembers.insert({ inbox_id: inbox.id, user_id: userId });
	}
}

function remove(call: Call, inbox: Inbox, gone: (id: number) => boolean): void {
	call.state.inboxMembers.removeWhere((row) => row.inbox_id === inbox.id && gone(row.user_id));
}

function create(call: Call) {
	const inbox = inboxParam(call);
	add(call, inbox, userIds(call));
	return payload(call, inbox);
}

function update(call: Call) {
	const inbox = inboxParam(call);
	const ids = userIds(call);
	add(call, inbox, ids);
	remove(call, inbox, (id) => !ids.includes(id));
	return payload(call, inbox);
}

function destroy(call: Call) {
	const inbox = inboxParam(call);
	const ids = userIds(call);
	remove(call, inbox, (id) => ids.includes(id));
	return empty();
}

/** Members of all the given inboxes, and the administrators (chatwoot.md [762]). */
function assignable(call: Call, inboxes: Inbox[]) {
	for (const inbox of inboxes) call.requireInbox(inbox);
	const shared = usersOf(call.state, call.account.id).filter(
		(user) =>
			membershipOf(call.state, user.id, call.account.id)?.role === 'administrator' ||
			inboxes.every((inbox) => membersOfInbox(call.state, inbox.id).includes(user.id)),
	);
	return { payload: shared.map((user) => agentView(call.state, user, call.account.id)) };
}

function assignableOfMany(call: Call) {
	const ids = cast.list(call.params.inbox_ids);
	if (!ids) throw notFound();
	return assignable(
		call,
		ids.map((id) => call.find(call.state.inboxes, cast.id(id))),
	);
}

export function inboxMemberRoutes(on: Routes): void {
	const admin = { admin: true };
	on.account('GET', 'inbox_members/:inbox_id', (call) => {
		const inbox = inboxParam(call);
		call.requireInbox(inbox);
		return payload(call, inbox);
	});
	on.account('POST', 'inbox_members', create, admin);
	on.account('PATCH', 'inbox_members', update, admin);
	on.account('DELETE', 'inbox_members', destroy, admin);
	on.account('GET', 'assignable_agents', assignableOfMany);
	on.account('GET', 'inboxes/:inbox_id/assignable_agents', (call) =>
		assignable(call, [inboxParam(call)]),
	);
}
