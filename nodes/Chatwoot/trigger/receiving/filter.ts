import type { IDataObject } from 'n8n-workflow';
import { isAnswered, isMarked, isWriter } from '../../api/mark';
import { isDeleted } from '../../api/message-kinds';
import { objectIn } from '../json';
import type { Registration } from '../registration';
import type { Filter, Settings } from '../settings';
import { CAPTAIN } from './event';
import type { Actor, ChatwootEvent } from './event';
import { fitsPreset } from './presets';

/** Whether an event starts the workflow. */
export function isWanted(
	event: ChatwootEvent,
	{ events, filter, own, preset }: Settings,
	registration: Registration | undefined,
): boolean {
	// Unsigned kinds cannot be subscribed to: accepting unsigned deliveries means wanting them.
	if (!event.isUnsignedKind && !events.includes(event.name)) return false;
	if (!fitsPreset(preset, event, registration)) return false;
	if (own !== 'include' && isWritten(event, registration)) return false;
	if (own === 'ignoreUser' && isOwnActor(event, registration)) return false;
	return (
		fitsUpdate(event, filter) &&
		fitsMessage(event, filter) &&
		fitsActor(event.actor, filter) &&
		fitsConversation(event, filter) &&
		fitsChange(event, filter)
	);
}

/** Whether our own node, the user of the credential or the trigger's bot caused it. */
export function isOwn(event: ChatwootEvent, registration: Registration | undefined): boolean {
	return isWritten(event, registration) || isOwnActor(event, registration);
}

/**
 * Whether our own node wrote the message, unless the event is the customer's answer in it. A mark
 * on a colleague's message is not trusted: with a token, anybody can write one. A mark on a
 * customer's message was also written with a token, never by the customer.
 */
function isWritten(event: ChatwootEvent, registration: Registration | undefined): boolean {
	const { actor, message } = event;
	if (!isMarked(message) || isAnswered(message)) return false;
	if (actor?.kind === 'contact' || isOwnActor(event, registration)) return true;
	return Boolean(registration && actor?.record && isWriter(registration.server, actor.record));
}

function isOwnActor(
	{ actor, message }: ChatwootEvent,
	registration: Registration | undefined,
): boolean {
	if (isAnswered(message) || actor?.id === undefined) return false;
	const { user, bot } = registration ?? {};
	return actor.kind === 'user' ? actor.id === user : isAgentBot(actor.record) && actor.id === bot;
}

const isAgentBot = (record: IDataObject | undefined) => record?.type === 'agent_bot';

/** Gateways write messages into Chatwoot with the id that they have at WhatsApp. */
const OF_GATEWAY = /^WAID:/;

function fitsMessage({ message }: ChatwootEvent, { messageTypes, ignoreEchoes }: Filter): boolean {
	if (!message) return true;
	const { message_type: type, private: isNote, source_id } = message;
	const isEcho = type !== 'incoming' && typeof source_id === 'string' && OF_GATEWAY.test(source_id);
	if (isEcho && ignoreEchoes) return false;
	return isNote === true ? messageTypes.includes('note') : isAmong(messageTypes, type);
}

function fitsUpdate({ name, message }: ChatwootEvent, { onlyDeletions }: Filter): boolean {
	return (
		!onlyDeletions || name !== 'message_updated' || (message !== undefined && isDeleted(message))
	);
}

function fitsActor(actor: Actor | undefined, { senders, ignoredUsers }: Filter): boolean {
	if (!actor) return true;
	const { kind, id, record } = actor;
	if (kind === 'user' && ignoredUsers.includes(String(id))) return false;
	return isAmong(senders, kind) || (record?.type === CAPTAIN && senders.includes('captain'));
}

function fitsConversation(event: ChatwootEvent, filter: Filter): boolean {
	const { changes, conversation, inbox } = event;
	// An event without an inbox, such as those of contacts, cannot be in the wrong one.
	if (inbox && !isAmong(filter.inboxes, inbox.id)) return false;
	if (!conversation) return true;
	// The body shows the state at the time of the delivery, the change shows what happened
	// (chatwoot.md §10).
	return fitsState(conversation, filter, changes?.status?.to);
}

/** Whether the filter looks at the state of a conversation, which may change during a burst. */
export function dependsOnState({ statuses, labels, noPerson, unassigned }: Filter): boolean {
	return statuses.length > 0 || labels.length > 0 || noPerson || unassigned;
}

/** Whether a conversation matches the filter, by its current status or by the one it changed to. */
export function fitsState(
	conversation: IDataObject,
	{ statuses, labels, noPerson, unassigned }: Filter,
	status: unknown = conversation.status,
): boolean {
	const carried = Array.isArray(conversation.labels) ? conversation.labels : [];
	const { assignee, assignee_type: type, team } = objectIn(conversation, 'meta') ?? {};
	const isAgent = assignee && type !== 'AgentBot' && (assignee as IDataObject).type !== 'agent_bot';
	// A hand-over may only name a team; pending conversations belong to bots, whatever their team.
	const isOfPeople = isAgent || (team && status !== 'pending');
	return (
		isAmong(statuses, status) &&
		(labels.length === 0 ||
			carried.some((label) => labels.includes(String(label).toLowerCase()))) &&
		!(unassigned && assignee) &&
		!(noPerson && isOfPeople)
	);
}

/**
 * Every incoming message changes its contact's last activity, and nothing else (chatwoot.md §10).
 */
const ACTIVITY = 'last_activity_at';

function fitsChange({ name, changes }: ChatwootEvent, filter: Filter): boolean {
	const { activity, changed, changedTo } = filter;
	const names = Object.keys(changes ?? {});
	const isActivity = name === 'contact_updated' && names.join() === ACTIVITY;
	if (isActivity && !activity && !changed.includes(ACTIVITY)) return false;
	if (changed.length === 0 && changedTo === '') return true;
	// Events that are not changes, such as a new message, need not meet the condition.
	if (!changes) return !/_(updated|changed)$/.test(name) || name.startsWith('message_');
	const relevant = names.filter((each) => isAmong(changed, each));
	return relevant.some((each) => changedTo === '' || isValue(changes[each]?.to, changedTo));
}

/** Whether a value, or one in a list such as labels, equals `text`. */
function isValue(value: unknown, text: string): boolean {
	if (Array.isArray(value)) return value.some((each) => isValue(each, text));
	const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return shown.toLowerCase() === text.toLowerCase();
}

/** Whether a list contains a value; an empty list contains everything. */
function isAmong(list: Array<string | number>, value: unknown): boolean {
	return list.length === 0 || list.includes(value as string | number);
}
