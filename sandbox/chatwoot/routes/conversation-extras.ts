import type { Call } from '../call';
import * as cast from '../http/cast';
import { serverError, unprocessable } from '../http/errors';
import type { Param } from '../http/params';
import { empty, json } from '../http/reply';
import { emit } from '../events';
import { mute } from '../rules/automation/actions';
import { INCOMING } from '../rules/message-types';
import { pageOf, slice } from '../rules/paging';
import { unreadCount } from '../rules/unread';
import { membershipOf, membersOfInbox } from '../state/access';
import { now } from '../state/clock';
import type { Conversation, User } from '../state/types';
import { listedAttachment } from '../views/message';
import { agentView } from '../views/person';
import { nameOf, view } from './conversations';
import type { Routes } from './routes';

function setMuted(call: Call, muted: boolean) {
	mute(call.state, call.conversation(), muted, nameOf(call));
	return empty();
}

function transcript(call: Call) {
	call.conversation();
	if (cast.isBlank(call.params.email)) throw unprocessable('email param missing');
	// What the plan and the quota allow: `limits.transcripts` of the account is 'plan' or 'quota'.
	const { transcripts } = call.account.limits;
	if (transcripts === 'plan') return json({ error: 'Please upgrade to use this feature' }, 402);
	return transcripts === 'quota' ? empty(429) : empty();
}

const HOUR = 3_600_000;

/** Writes at most once an hour if nothing is unread (chatwoot.md [385]). */
function seen(call: Call) {
	const conversation = call.conversation();
	const time = now();
	const fresh = time - (conversation.agent_last_seen_at ?? 0) < HOUR;
	if (unreadCount(call.state, conversation) > 0 || !fresh) conversation.agent_last_seen_at = time;
	if (conversation.assignee_id === call.user.id) conversation.assignee_last_seen_at = time;
	return view(call, conversation);
}

/** As if nobody had seen the last incoming message (chatwoot.md [385]). */
function unread(call: Call) {
	const conversation = call.conversation();
	const last = call.state.messages
		.by('conversation_id', conversation.id)
		.findLast((row) => row.message_type === INCOMING);
	if (last) {
		const before = last.created_at - 1000;
		Object.assign(conversation, { agent_last_seen_at: before, assignee_last_seen_at: before });
	}
	return view(call, conversation);
}

/** Ids have to be JSON numbers: strings match nobody (chatwoot.md [382]). */
function userIds(call: Call): Param[] {
	const ids = cast.list(call.params.user_ids);
	if (!ids) throw serverError("undefined method '-' for nil");
	return ids;
}

function person(call: Call, id: number): User {
	const user = call.state.users.get(id);
	if (!user || !membershipOf(call.state, id, call.account.id)) throw serverError('no such user');
	return user;
}

/** Adds people; those without access to the inbox are shown but not stored (chatwoot.md [382]). */
function add(call: Call, conversation: Conversation, ids: Param[]): User[] {
	const fresh = ids.filter((id) => !conversation.participants.includes(id as number));
	const people = fresh.map((id) => person(call, cast.int(id) ?? 0));
	for (const user of people) {
		const isAdmin = membershipOf(call.state, user.id, call.account.id)?.role === 'administrator';
		const inside = membersOfInbox(call.state, conversation.inbox_id).includes(user.id);
		if (isAdmin || inside) conversation.participants.push(user.id);
	}
	return people;
}

function agents(call: Call, users: User[]) {
	return users.map((user) => agentView(call.state, user, call.account.id));
}

function participants(call: Call) {
	return agents(
		call,
		call.conversation().participants.map((id) => person(call, id)),
	);
}

function addParticipants(call: Call) {
	return agents(call, add(call, call.conversation(), userIds(call)));
}

function setParticipants(call: Call) {
	const conversation = call.conversation();
	const ids = userIds(call);
	add(
		call,
		conversation,
		ids.filter((id) => typeof id === 'number'),
	);
	conversation.participants = conversation.participants.filter((id) => ids.includes(id));
	return agents(
		call,
		conversation.participants.map((id) => person(call, id)),
	);
}

function removeParticipants(call: Call) {
	const conversation = call.conversation();
	const ids = userIds(call).map((id) => cast.int(id));
	conversation.participants = conversation.participants.filter((id) => !ids.includes(id));
	return empty();
}

function typing(call: Call) {
	const conversation = call.conversation();
	if (!call.person) throw serverError('no person');
	const payload = {
		conversation,
		person: call.person,
		is_private: cast.bool(call.params.is_private) ?? false,
	};
	const status = call.text('typing_status');
	if (status === 'on') emit(call.state, 'conversation_typing_on', payload);
	if (status === 'off') emit(call.state, 'conversation_typing_off', payload);
	return empty();
}

function draft(call: Call) {
	const { draft: message } = call.conversation();
	return message === null ? { has_draft: false } : { has_draft: true, message };
}

function setDraft(call: Call) {
	const conversation = call.conversation();
	const nested = cast.object(call.params.draft_message);
	conversation.draft = cast.text(nested ? nested.message : call.params.message);
	return empty();
}

function destroy(call: Call) {
	const conversation = call.conversation('id');
	call.requireAdmin();
	call.state.messages.removeWhere((row) => row.conversation_id === conversation.id);
	call.state.conversations.remove(conversation.id);
	return empty();
}

function attachments(call: Call) {
	const rows = call.state.messages
		.by('conversation_id', call.conversation().id)
		.flatMap((message) =>
			call.state.attachments
				.by('message_id', message.id)
				.map((row) => listedAttachment(call.state, message, row)),
		);
	return {
		meta: { total_count: rows.length },
		payload: slice(rows, pageOf(call.params.page), 100),
	};
}

export function conversationExtraRoutes(on: Routes): void {
	const path = 'conversations/:conversation_id';
	on.account('DELETE', 'conversations/:id', destroy);
	on.account('POST', `${path}/mute`, (call) => setMuted(call, true));
	on.account('POST', `${path}/unmute`, (call) => setMuted(call, false));
	on.account('POST', `${path}/transcript`, transcript);
	on.account('POST', `${path}/update_last_seen`, seen);
	on.account('POST', `${path}/unread`, unread);
	on.account('POST', `${path}/toggle_typing_status`, typing, { bots: true });
	on.account('GET', `${path}/participants`, participants);
	on.account('POST', `${path}/participants`, addParticipants);
	on.account('PATCH', `${path}/participants`, setParticipants);
	on.account('DELETE', `${path}/participants`, removeParticipants);
	on.account('GET', `${path}/draft_messages`, draft);
	on.account('PATCH', `${path}/draft_messages`, setDraft);
	on.account('DELETE', `${path}/draft_messages`, (call) => {
		call.conversation().draft = null;
		return empty();
	});
	on.account('GET', `${path}/attachments`, attachments);
	on.account('GET', `${path}/inbox_assistant`, (call) => {
		call.conversation();
		return { assistant: null };
	});
}
