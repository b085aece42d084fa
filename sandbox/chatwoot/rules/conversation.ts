import { randomUUID } from 'node:crypto';
import * as cast from '../http/cast';
import { serverError } from '../http/errors';
import type { Param, Params } from '../http/params';
import { assign, emit } from '../events';
import { accountOf, contactOf, inboxOf, membersOfTeam, membershipOf } from '../state/access';
import { now } from '../state/clock';
import type { State } from '../state/state';
import type {
	Account,
	Contact,
	Conversation,
	Inbox,
	Priority,
	Session,
	Status,
} from '../state/types';
import { addActivity } from './activity';
import { Validation } from './errors';
import { tagged } from './labels';
import type { TextKey } from './texts';

export const STATUSES: Status[] = ['open', 'resolved', 'pending', 'snoozed'];
export const PRIORITIES: Priority[] = ['low', 'medium', 'high', 'urgent'];

/**
 * Rails' enums accept their exact words and numbers; anything else is an exception
 * (chatwoot.md [316, 371]).
 */
function enumValue<T extends string>(words: T[], value: Param | undefined): T | null {
	if (cast.isBlank(value)) return null;
	const word = typeof value === 'number' ? words[value] : words.find((one) => one === value);
	if (word === undefined) throw serverError(`'${cast.text(value)}' is not valid`);
	return word;
}

export function statusOf(value: Param | undefined) {
	return enumValue(STATUSES, value);
}
export function priorityOf(value: Param | undefined) {
	return enumValue(PRIORITIES, value);
}

/**
 * Attributes of a conversation: texts up to 1500 characters, integers up to ten nines
 * (chatwoot.md [318]).
 */
function checkAttributes(check: Validation, attribute: string, values: Params): void {
	for (const [key, value] of Object.entries(values)) {
		if (typeof value === 'string' && [...value].length > 1500) {
			check.add(attribute, `${key} length should be < 1500`);
		}
		if (typeof value === 'number' && Number.isInteger(value) && value > 9_999_999_999) {
			check.add(attribute, `${key} value should be < 9999999999`);
		}
	}
}

/** An object or nothing; anything else has no `permit!` (chatwoot.md [318]). */
function attributesOf(value: Param | undefined): Params {
	if (value === undefined || value === null) return {};
	const object = cast.object(value);
	if (!object) throw serverError("undefined method 'permit!'");
	return { ...object };
}

/** A referer that is not an address is dropped (chatwoot.md [318]). */
function cleanReferer(attributes: Params): Params {
	return 'referer' in attributes && !/^https?:\/\/\S+$/.test(cast.text(attributes.referer) ?? '')
		? { ...attributes, referer: null }
		: attributes;
}

function isoDate(value: Param | undefined): number | null {
	if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value)) return null;
	const time = Date.parse(value);
	return Number.isNaN(time) ? null : time;
}

function initialStatus(inbox: Inbox, contact: Contact, given: Status | null): Status {
	if (contact.blocked) return 'resolved';
	return inbox.bot_id === null ? (given ?? 'open') : 'pending';
}

/** Creates a conversation in a session. Throws when a value is refused. */
export function createConversation(
	state: State,
	session: Session,
	params: Params,
	by: string | null,
): Conversation {
	const inbox = inboxOf(state, session);
	const contact = contactOf(state, session);
	const account = accountOf(state, inbox);
	const additional = cleanReferer(attributesOf(params.additional_attributes));
	const custom = attributesOf(params.custom_attributes);
	const status = initialStatus(inbox, contact, statusOf(params.status));
	const check = new Validation();
	checkAttributes(check, 'additional_attributes', additional);
	checkAttributes(check, 'custom_attributes', custom);
	check.finish();
	const { assigneeId, teamId } = initialAssignment(state, account, params);
	const time = now();
	const conversation = state.conversations.insert({
		account_id: account.id,
		display_id: ++account.last_display_id,
		uuid: randomUUID(),
		inbox_id: inbox.id,
		contact_id: contact.id,
		session_id: session.id,
		status,
		priority: null,
		assignee_id: assigneeId,
		assignee_bot_id: null,
		team_id: teamId,
		campaign_id: null,
		snoozed_until: status === 'snoozed' ? isoDate(params.snoozed_until) : null,
		additional_attributes: additional,
		custom_attributes: custom,
		labels: [],
		cached_labels: null,
		participants: assigneeId === null ? [] : [assigneeId],
		mentions: [],
		draft: null,
		created_at: time,
		updated_at: time,
		last_activity_at: time,
		first_reply_created_at: null,
		waiting_since: time,
		agent_last_seen_at: null,
		assignee_last_seen_at: null,
		contact_last_seen_at: null,
	});
	emit(state, 'conversation_created', { conversation });
	assignmentActivity(state, conversation, { assignee_id: null, team_id: null }, by);
	return conversation;
}

/** An unknown id means nobody; an assignee outside the team is dropped (chatwoot.md [317]). */
function initialAssignment(state: State, account: Account, params: Params) {
	const team = state.teams.get(cast.id(params.team_id));
	const teamId = team?.account_id === account.id ? team.id : null;
	const wanted = cast.id(params.assignee_id);
	const known = wanted !== undefined && membershipOf(state, wanted, account.id) !== undefined;
	const outside =
		teamId !== null && wanted !== undefined && !membersOfTeam(state, teamId).includes(wanted);
	return { teamId, assigneeId: known && !outside ? wanted : null };
}

type Column = keyof Conversation;

/** Saves changes of a conversation: one event with all columns, plus lines in the activity log. */
export function updateConversation(
	state: State,
	conversation: Conversation,
	values: Partial<Conversation>,
	by: string | null,
	text?: TextKey,
): void {
	const before = { ...conversation };
	const check = new Validation();
	checkAttributes(check, 'custom_attributes', values.custom_attributes ?? {});
	check.finish();
	const status = values.status ?? conversation.status;
	// only snoozed conversations have a date (conversation.rb)
	const until = status === 'snoozed' ? {} : { snoozed_until: null };
	// shown in the letter case that was sent (chatwoot.md [467]); contacts show the tags
	const labels = [...new Set(values.labels)];
	tagged(state, labels);
	const cached = values.labels && { cached_labels: labels.join(', ') };
	const changes = assign(conversation, {
		...values,
		...until,
		...(values.labels && { labels }),
	});
	if (changes.labels) Object.assign(changes, assign(conversation, cached ?? {}));
	const changed = (column: Column) => column in changes;
	if (Object.keys(changes).length === 0) return;
	Object.assign(changes, assign(conversation, { updated_at: now() }));
	if (changed('status')) {
		// silently (chatwoot.md [387])
		if (conversation.status === 'resolved') conversation.waiting_since = null;
		emit(state, 'conversation_status_changed', { conversation });
		const key: TextKey = text ?? `status.${conversation.status}`;
		if (by !== null || text) addActivity(state, conversation, key, { user: by ?? '' });
	}
	if (changed('priority')) priorityActivity(state, conversation, before.priority, by);
	if (changed('labels')) labelActivity(state, conversation, before.labels, by);
	assignmentActivity(state, conversation, before, by);
	emit(state, 'conversation_updated', { conversation, changes, by });
}

function priorityActivity(
	state: State,
	conversation: Conversation,
	old: Priority | null,
	by: string | null,
): void {
	if (by === null) return;
	const kind = conversation.priority === null ? 'removed' : old === null ? 'added' : 'updated';
	const values = { user: by, old: old ?? '', new: conversation.priority ?? '' };
	addActivity(state, conversation, `priority.${kind}`, values);
}

function labelActivity(
	state: State,
	conversation: Conversation,
	old: string[],
	by: string | null,
): void {
	if (by === null) return;
	const added = conversation.labels.filter((label) => !old.includes(label));
	const removed = old.filter((label) => !conversation.labels.includes(label));
	const tell = (key: TextKey, labels: string[]) => {
		if (labels.length > 0)
			addActivity(state, conversation, key, { user: by, labels: labels.join(', ') });
	};
	tell('labels.added', added);
	tell('labels.removed', removed);
}

function assignmentActivity(
	state: State,
	conversation: Conversation,
	before: Pick<Conversation, 'assignee_id' | 'team_id'>,
	by: string | null,
): void {
	if (by === null) return;
	const assignee = state.users.get(conversation.assignee_id)?.name;
	const teamName = (id: number | null) => state.teams.get(id)?.name ?? '';
	const values = { user: by, assignee: assignee ?? '' };
	if (conversation.team_id !== before.team_id) {
		const withAssignee = assignee !== undefined && conversation.assignee_id !== before.assignee_id;
		const key =
			conversation.team_id === null
				? 'team.removed'
				: withAssignee
					? 'team.with_assignee'
					: 'team.assigned';
		const team = teamName(conversation.team_id ?? before.team_id);
		addActivity(state, conversation, key, { ...values, team });
		return;
	}
	if (conversation.assignee_id === before.assignee_id) return;
	const key =
		assignee === undefined
			? 'assignee.removed'
			: assignee === by
				? 'assignee.self'
				: 'assignee.assigned';
	addActivity(state, conversation, key, values);
}

/** Muted: the contact is blocked. */
export function isMuted(state: State, conversation: Conversation): boolean {
	return contactOf(state, conversation).blocked;
}
