import type { Person } from '../../call';
import { assign, emit } from '../../events';
import * as cast from '../../http/cast';
import { RubyError } from '../../http/errors';
import type { Param, Params } from '../../http/params';
import { contactOf, membersOfInbox, membershipOf, usersOf } from '../../state/access';
import { now } from '../../state/clock';
import type { State } from '../../state/state';
import type { Conversation } from '../../state/types';
import { addActivity } from '../activity';
import { priorityOf, statusOf, updateConversation } from '../conversation';

import { createMessage, draftFrom } from '../message';
import { OUTGOING } from '../message-types';

/** Who acts: a person through a macro, or a rule of the account. */
export interface Actor {
	/** The name in the activity log. */
	name: string;
	person?: Person & { kind: 'user' };
	ruleId?: number;
	/** The event name in its webhooks. */
	event: string;
}

type Action = (state: State, conversation: Conversation, params: Param[], actor: Actor) => void;

/** What macros and rules can do besides sending mail and files (action_service.rb). */
const ACTIONS: Partial<Record<string, Action>> = {
	send_message: (...given) => say(...given, false),
	add_private_note: (...given) => say(...given, true),
	add_label: (state, conversation, labels, actor) => {
		change(state, conversation, { labels: [...conversation.labels, ...texts(labels)] }, actor);
	},
	remove_label: (state, conversation, labels, actor) => {
		const kept = conversation.labels.filter((label) => !texts(labels).includes(label));
		change(state, conversation, { labels: kept }, actor);
	},
	assign_agent: assignAgent,
	assign_team: assignTeam,
	remove_assigned_team: (state, conversation, _params, actor) =>
		change(state, conversation, { team_id: null }, actor),
	change_status: (state, conversation, [word], actor) => {
		const status = statusOf(word);
		if (status) change(state, conversation, { status }, actor);
	},
	resolve_conversation: toStatus('resolved'),
	open_conversation: toStatus('open'),
	pending_conversation: toStatus('pending'),
	snooze_conversation: toStatus('snoozed'),
	change_priority: (state, conversation, [word], actor) =>
		change(state, conversation, { priority: priorityOf(word === 'nil' ? null : word) }, actor),
	mute_conversation: (state, conversation, _params, actor) =>
		mute(state, conversation, true, actor.name),
	send_webhook_event: (state, conversation, [url], { event }) => {
		if (typeof url === 'string') emit(state, 'webhook_action', { conversation, url, event });
	},
};

/** Carries out the actions of a macro or a rule one by one; one that fails is skipped. */
export function carryOut(
	state: State,
	conversation: Conversation,
	actions: Params[],
	actor: Actor,
): void {
	for (const { action_name, action_params } of actions) {
		try {
			const params = cast.list(action_params) ?? [];
			ACTIONS[cast.text(action_name) ?? '']?.(state, conversation, params, actor);
		} catch (error) {
			if (!(error instanceof RubyError)) throw error;
		}
	}
}

/** Mute: the contact is blocked, the conversation resolved; unmute does not reopen (chatwoot.md [381]). */
export function mute(state: State, conversation: Conversation, muted: boolean, by: string): void {
	const contact = contactOf(state, conversation);
	const blocked = assign(contact, { blocked: muted });
	if (muted) updateConversation(state, conversation, { status: 'resolved' }, null);
	addActivity(state, conversation, muted ? 'muted' : 'unmuted', { user: by });
	if (!blocked.blocked) return;
	const changes = { ...blocked, ...assign(contact, { updated_at: now() }) };
	emit(state, 'contact_updated', { contact, changes });
}

function change(
	state: State,
	conversation: Conversation,
	values: Partial<Conversation>,
	{ name }: Actor,
): void {
	updateConversation(state, conversation, values, name);
}

function toStatus(status: Conversation['status']): Action {
	return (state, conversation, _params, actor) => change(state, conversation, { status }, actor);
}

function texts(values: Param[]): string[] {
	return values.map((value) => cast.text(value) ?? '').filter((text) => text !== '');
}

/** A macro writes as the person who ran it, a rule without a sender (chatwoot.md [794]). */
function say(
	state: State,
	conversation: Conversation,
	[content = null]: Param[],
	{ person, ruleId }: Actor,
	isPrivate: boolean,
): void {
	const draft = person
		? draftFrom(state, conversation, person, { content, private: isPrivate })
		: {
				content: cast.text(content),
				message_type: OUTGOING,
				private: isPrivate,
				content_attributes: { automation_rule_id: ruleId ?? null },
				sender: null,
			};
	createMessage(state, conversation, draft);
}

/** Only members of the inbox and administrators are assigned. */
function assignAgent(
	state: State,
	conversation: Conversation,
	[wanted]: Param[],
	actor: Actor,
): void {
	if (wanted === 'nil') return change(state, conversation, { assignee_id: null }, actor);
	const id = assigneeOf(state, conversation, wanted, actor);
	const isAdmin = (userId: number) =>
		membershipOf(state, userId, conversation.account_id)?.role === 'administrator';
	const user = usersOf(state, conversation.account_id).find((one) => one.id === id);
	const members = membersOfInbox(state, conversation.inbox_id);
	if (!user || (!members.includes(user.id) && !isAdmin(user.id))) return;
	change(state, conversation, { assignee_id: user.id, assignee_bot_id: null }, actor);
}

/** The person that an action names by id (also as text) or by a word (action_service.rb). */
function assigneeOf(
	state: State,
	conversation: Conversation,
	wanted: Param,
	{ person }: Actor,
): number | undefined {
	if (wanted === 'self') return person?.user.id;
	if (wanted !== 'last_responding_agent') return cast.id(wanted);
	const answer = state.messages
		.by('conversation_id', conversation.id)
		.findLast((row) => row.message_type === OUTGOING && row.sender?.type === 'User');
	return answer?.sender?.id;
}

/** Teams are named by number: a text names none. */
function assignTeam(state: State, conversation: Conversation, [wanted]: Param[], actor: Actor) {
	if (cast.isBlank(wanted) || ['nil', '0'].includes(String(wanted))) {
		return change(state, conversation, { team_id: null }, actor);
	}
	const team = typeof wanted === 'number' ? state.teams.get(wanted) : undefined;
	if (team?.account_id !== conversation.account_id) return;
	change(state, conversation, { team_id: team.id }, actor);
}
