import type { Call } from '../call';
import * as cast from '../http/cast';
import { serverError } from '../http/errors';
import { empty } from '../http/reply';
import { priorityOf, statusOf, updateConversation } from '../rules/conversation';
import { parseLabels } from '../rules/labels';
import { handedOff } from '../rules/reporting';
import { membersOfTeam } from '../state/access';
import { fromUnix, isoOrNull } from '../state/clock';
import type { Conversation, Status } from '../state/types';
import { assignedBot } from '../views/conversation';
import { agentView } from '../views/person';
import { nameOf, view } from './conversations';
import type { Routes } from './routes';

function save(call: Call, conversation: Conversation, values: Partial<Conversation>): void {
	updateConversation(call.state, conversation, values, nameOf(call));
}

/**
 * Unix seconds; of a text the leading digits count, one without any is an exception. Nothing given
 * keeps an existing date (chatwoot.md [367, 867]).
 */
function snoozedUntil(call: Call): Pick<Partial<Conversation>, 'snoozed_until'> {
	const value = call.scalar('snoozed_until');
	if (value === undefined || value === null) return {};
	const [digits] = /^\d+/.exec(String(value)) ?? [];
	const snoozed_until = digits === undefined ? undefined : fromUnix(Number(digits));
	if (snoozed_until === undefined) throw serverError('snoozed_until');
	return { snoozed_until };
}

function toggleStatus(call: Call) {
	const conversation = call.conversation();
	const given = statusOf(call.scalar('status'));
	const status: Status = given ?? (conversation.status === 'open' ? 'resolved' : 'open');
	const handOff =
		call.person?.kind === 'bot' && conversation.status === 'pending' && status === 'open';
	if (handOff) handedOff(call.state, conversation);
	save(call, conversation, { status, ...(given ? snoozedUntil(call) : {}) });
	if (status === 'open' && call.membership?.role === 'agent') {
		save(call, conversation, { assignee_id: call.user.id, assignee_bot_id: null });
	}
	return {
		payload: {
			success: handOff ? null : true, // chatwoot.md [728]
			conversation_id: conversation.display_id,
			current_status: conversation.status,
			snoozed_until: isoOrNull(conversation.snoozed_until),
		},
	};
}

function togglePriority(call: Call) {
	save(call, call.conversation(), { priority: priorityOf(call.scalar('priority')) });
	return empty();
}

function assignAgent(call: Call, conversation: Conversation) {
	if (call.text('assignee_type') === 'AgentBot') return assignBot(call, conversation);
	const assignee_id = call.memberId(cast.id(call.params.assignee_id)) ?? null;
	save(call, conversation, { assignee_id, assignee_bot_id: null });
	const user = call.state.users.get(assignee_id);
	return user ? agentView(call.state, user, call.account.id) : null;
}

function assignBot(call: Call, conversation: Conversation) {
	const bot = call.state.bots.get(cast.id(call.params.assignee_id));
	const known = bot && (bot.account_id === null || bot.account_id === call.account.id);
	const assignee_bot_id = known ? bot.id : null;
	save(call, conversation, { assignee_id: null, assignee_bot_id });
	return known ? assignedBot(bot) : null;
}

function assignTeam(call: Call, conversation: Conversation) {
	const team = call.state.teams.get(cast.id(call.params.team_id));
	const known = team?.account_id === call.account.id ? team : undefined;
	const values: Partial<Conversation> = { team_id: known?.id ?? null };
	const assignee = conversation.assignee_id;
	if (known && assignee !== null && !membersOfTeam(call.state, known.id).includes(assignee)) {
		values.assignee_id = null;
	}
	save(call, conversation, values);
	if (!known) return null;
	const { id, name, description, allow_auto_assign, account_id } = known;
	const [created_at, updated_at] = [known.created_at, known.updated_at].map(isoOrNull);
	return { id, name, description, allow_auto_assign, account_id, created_at, updated_at };
}

/** An unknown id means nobody; with both keys the team is ignored (chatwoot.md [372-374]). */
function assign(call: Call) {
	const conversation = call.conversation();
	if (call.has('assignee_id')) return assignAgent(call, conversation);
	return call.has('team_id') ? assignTeam(call, conversation) : null;
}

function setLabels(call: Call) {
	const conversation = call.conversation();
	const given = parseLabels(call.params.labels);
	save(call, conversation, { labels: given });
	return { payload: given };
}

/** Replaces the whole set; anything but an object is an exception (chatwoot.md [379, 380]). */
function setAttributes(call: Call) {
	const conversation = call.conversation();
	const given = cast.object(call.params.custom_attributes);
	if (!given) throw serverError("undefined method 'permit!'");
	save(call, conversation, { custom_attributes: given });
	return { custom_attributes: conversation.custom_attributes };
}

function update(call: Call) {
	const conversation = call.conversation('id');
	if (call.has('priority')) {
		save(call, conversation, { priority: priorityOf(call.scalar('priority')) });
	}
	return view(call, conversation);
}

export function conversationChangeRoutes(on: Routes): void {
	const path = 'conversations/:conversation_id';
	const bots = { bots: true };
	on.account('PATCH', 'conversations/:id', update, bots);
	on.account('POST', `${path}/toggle_status`, toggleStatus, bots);
	on.account('POST', `${path}/toggle_priority`, togglePriority, bots);
	on.account('POST', `${path}/assignments`, assign, bots);
	on.account('POST', `${path}/custom_attributes`, setAttributes, bots);
	on.account('GET', `${path}/labels`, (call) => ({ payload: call.conversation().labels }), bots);
	on.account('POST', `${path}/labels`, setLabels, bots);
}
