import { isAnswered, isMarked } from '../api/mark';
import { isUnsignedKind } from './events';
import type { Delivery } from './events';
import { fulfils } from './presets';
import type { Registration } from './registration';
import type { Filter, Settings } from './settings';
import { actorKind, changesIn, subjectOf } from './subject';
import type { Changes, Subject } from './subject';

/** Whether a delivery starts the workflow. */
export function isWanted(
	delivery: Delivery,
	settings: Settings,
	registration: Registration | undefined,
): boolean {
	const { event } = delivery;
	// Whoever accepts unsigned deliveries wants them: they cannot be subscribed to.
	if (!isUnsignedKind(event)) {
		if (!settings.events.includes(event) || !fulfils(settings.preset, delivery, registration))
			return false;
	}
	const subject = subjectOf(delivery);
	if (settings.own !== 'include' && isWritten(subject)) return false;
	if (settings.own === 'ignoreUser' && isOwnActor(subject, registration)) return false;
	return (
		fitsMessage(subject, settings.filter) &&
		fitsConversation(subject, settings.filter) &&
		fitsChange(event, changesIn(delivery), settings.filter)
	);
}

/** Whether our own node, the user of the credential or the bot in use did it. */
export function isOwn(delivery: Delivery, registration: Registration | undefined): boolean {
	const subject = subjectOf(delivery);
	return isWritten(subject) || isOwnActor(subject, registration);
}

/** Whether our own node wrote the message, and it was not the customer who answered in it since. */
function isWritten({ message }: Subject): boolean {
	return isMarked(message) && !isAnswered(message);
}

/** Only messages and typing tell who did it (chatwoot.md §10). */
function isOwnActor({ actor, message }: Subject, registration: Registration | undefined): boolean {
	if (isAnswered(message)) return false;
	const kind = actorKind(actor);
	if (kind === 'user') return registration?.user !== undefined && actor?.id === registration.user;
	return (
		actor?.type === 'agent_bot' && registration?.bot !== undefined && actor.id === registration.bot
	);
}

function fitsMessage({ message, actor }: Subject, { messageTypes, senders }: Filter): boolean {
	const isNote = message?.private === true;
	if (isNote && !messageTypes.includes('note')) return false;
	const type = isNote ? 'note' : message?.message_type;
	if (message && !isAmong(messageTypes, type)) return false;
	return !(message ?? actor) || isAmong(senders, actorKind(actor));
}

function fitsConversation({ conversation, inbox }: Subject, filter: Filter): boolean {
	const { inboxes, statuses, labels, unassigned } = filter;
	// An event that has no inbox, such as those of contacts, cannot be in the wrong one.
	if (inbox && !isAmong(inboxes, inbox.id)) return false;
	if (!conversation) return true;
	const carried = Array.isArray(conversation.labels) ? conversation.labels : [];
	const meta = conversation.meta as { assignee?: unknown } | undefined;
	return (
		isAmong(statuses, conversation.status) &&
		(labels.length === 0 ||
			carried.some((label) => labels.includes(String(label).toLowerCase()))) &&
		!(unassigned && meta?.assignee)
	);
}

/** Every incoming message changes its contact's time of activity, and nothing else (chatwoot.md §10). */
const ACTIVITY = 'last_activity_at';

function fitsChange(event: string, changes: Changes | undefined, filter: Filter): boolean {
	const names = Object.keys(changes ?? {});
	const isActivity = event === 'contact_updated' && names.join() === ACTIVITY;
	if (isActivity && !filter.activity && !filter.changed.includes(ACTIVITY)) return false;
	const { changed, changedTo } = filter;
	if (changed.length === 0 && changedTo === '') return true;
	// What cannot change, such as a message, is not held to it.
	if (!changes) return !/_(updated|changed)$/.test(event) || event.startsWith('message_');
	const relevant = names.filter((name) => isAmong(changed, name));
	const fits = (name: string) => changedTo === '' || isValue(changes[name].to, changedTo);
	return relevant.some(fits);
}

/** Whether a value, or one of a list such as labels, reads as `text`. */
function isValue(value: unknown, text: string): boolean {
	if (Array.isArray(value)) return value.some((each) => isValue(each, text));
	const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return shown.toLowerCase() === text.toLowerCase();
}

/** Membership in a list of which empty means anything. */
function isAmong(list: Array<string | number>, value: unknown): boolean {
	return list.length === 0 || list.includes(value as string | number);
}
