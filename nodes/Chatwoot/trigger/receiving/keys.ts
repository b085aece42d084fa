import { fingerprint } from '../address';
import { scopeOf } from '../registration';
import type { Registration } from '../registration';
import type { ChatwootEvent } from './event';
import type { Proof } from './proof';

/**
 * The keys that identify a repeated delivery (chatwoot.md §10). The same change of the same record
 * is a replay, another attempt to reach a bot, comes from a second registration, or was caught up.
 * Where that is unclear, the same signature is a replay, and the same id another attempt.
 */
export function keysOf(
	event: ChatwootEvent,
	{ deliveryId, raw, signature }: Pick<Proof, 'raw'> & Partial<Proof>,
	registration: Registration | undefined,
): string[] {
	const change = changeKey(event, raw);
	if (change !== undefined)
		return [fingerprint(`${scopeOf(registration)} ${event.name} ${change}`)];
	const keys = [
		...(signature ? [`signature ${signature.hex}`] : []),
		...(typeof deliveryId === 'string' ? [`delivery ${deliveryId}`] : []),
	];
	return keys.map(fingerprint);
}

function changeKey(event: ChatwootEvent, raw: Buffer): string | undefined {
	const { name, body, message, conversation } = event;
	if (isRepeatable(event)) return undefined;
	const created = name.startsWith('automation_event.message_') ? message : body;
	if (name.endsWith('_created') && created) return JSON.stringify(created.id);
	if (name === 'message_updated') return stateOf(event);
	if (body === conversation && !event.isUnsignedKind) {
		// Bodies are built late: after two quick changes, both can show the time of the second
		// (chatwoot.md [659]).
		const { id, changed_attributes: changes, updated_at } = body;
		return JSON.stringify([id, Array.isArray(changes) ? changes : milliseconds(updated_at)]);
	}
	return raw.toString();
}

/** People type, open windows, run macros and rename inboxes repeatedly, with identical bodies. */
function isRepeatable({ name, isTyping }: ChatwootEvent): boolean {
	const isRepeated = ['webwidget_triggered', 'macro.executed'].includes(name);
	return isTyping || isRepeated || name.startsWith('inbox_');
}

/**
 * The last digits of a time differ between senders: bots get more precise ones (chatwoot.md [728]).
 */
const milliseconds = (time: unknown) => (typeof time === 'number' ? Math.floor(time * 1000) : time);

/**
 * The changeable state of a message. Only a conversation's last message has status and time of
 * change: for any other, a second delivery may well be a second change, such as another click on
 * Retry.
 */
function stateOf({ message, lastMessage: last }: ChatwootEvent): string | undefined {
	const { id, content, content_attributes } = message ?? {};
	if (!last || last.id !== id) return undefined;
	return JSON.stringify([id, content, content_attributes, last.status, last.updated_at]);
}
