import type { Call } from '../call';
import * as cast from '../http/cast';
import { RubyError } from '../http/errors';
import type { Params } from '../http/params';
import { Later } from '../http/later';
import { empty, json } from '../http/reply';
import { statusOf, updateConversation } from '../rules/conversation';
import { membershipOf } from '../state/access';
import { fromUnix } from '../state/clock';
import type { Conversation } from '../state/types';
import { bulkContacts } from './contact-actions';
import { nameOf } from './conversations';
import type { Routes } from './routes';

function texts(labels: Params, key: string) {
	return (cast.list(labels[key]) ?? []).map((label) => cast.text(label) ?? '');
}

/** What `fields` changes; unknown words are dropped silently (chatwoot.md [391]). */
function changes(call: Call, fields: Params): Partial<Conversation> {
	const out: Partial<Conversation> = {};
	try {
		const status = statusOf(fields.status);
		if (status) out.status = status;
	} catch (error) {
		if (!(error instanceof RubyError)) throw error;
	}
	const until = fromUnix(cast.int(cast.scalar(call.params.snoozed_until)) ?? 0);
	if (out.status && until) out.snoozed_until = until;
	if ('assignee_id' in fields) {
		const id = cast.id(fields.assignee_id);
		const member = id !== undefined && membershipOf(call.state, id, call.account.id);
		out.assignee_id = member ? member.user_id : null;
	}
	if ('team_id' in fields) {
		const team = call.state.teams.get(cast.id(fields.team_id));
		out.team_id = team?.account_id === call.account.id ? team.id : null;
	}
	return out;
}

/**
 * Background work on conversations: removes labels, adds labels, sets fields
 * (chatwoot.md [387-392]).
 */
function bulkConversations(call: Call) {
	const ids = (cast.list(call.params.ids) ?? []).map((id) => cast.id(id));
	const labels = cast.object(call.params.labels) ?? {};
	const fields = cast.object(call.params.fields) ?? {};
	const by = nameOf(call);
	const jobs: (() => void)[] = [];
	for (const conversation of call.state.conversations.where(
		(row) => row.account_id === call.account.id,
	)) {
		if (!ids.includes(conversation.display_id) || !call.canSeeConversation(conversation)) continue;
		const kept = conversation.labels.filter((label) => !texts(labels, 'remove').includes(label));
		const values = { labels: [...new Set([...kept, ...texts(labels, 'add')])] };
		jobs.push(() => {
			updateConversation(call.state, conversation, { labels: kept }, by);
			updateConversation(call.state, conversation, values, by);
			updateConversation(call.state, conversation, changes(call, fields), by);
		});
	}
	// labels as they were: of two concurrent changes one is lost (chatwoot.md [469])
	return new Later(() => {
		call.state.jobs.push(...jobs);
		return empty();
	});
}

function bulk(call: Call) {
	const type = (call.text('type') ?? '').toLowerCase();
	if (type === 'conversation') return bulkConversations(call);
	return type === 'contact' ? bulkContacts(call) : json({ success: false }, 422);
}

export function bulkRoutes(on: Routes): void {
	on.account('POST', 'bulk_actions', bulk);
}
