import type { IDataObject } from 'n8n-workflow';
import { fingerprint } from './address';
import { isUnsignedKind, objectIn, objectsIn } from './events';
import type { Delivery } from './events';
import { scopeOf } from './registration';
import type { Registration } from './registration';
import type { Proof } from './signature';
import { subjectOf } from './subject';

/**
 * By what a delivery is recognised when it comes again (chatwoot.md §10): the same signature is
 * a replay, the same id an attempt at a bot, the same change of the same thing comes by way of a
 * second registration.
 */
export function keysOf(
	delivery: Delivery,
	{ headers, raw }: Proof,
	registration: Registration | undefined,
): string[] {
	const { 'x-chatwoot-signature': signature, 'x-chatwoot-delivery': id } = headers;
	const change = changeKey(delivery, raw);
	return [
		...(typeof signature === 'string' ? [`s:${fingerprint(signature)}`] : []),
		...(typeof id === 'string' ? [`d:${fingerprint(id)}`] : []),
		...(change === undefined ? [] : [`${scopeOf(registration)}:${change}`]),
	];
}

function changeKey(delivery: Delivery, raw: Buffer): string | undefined {
	const { event } = delivery;
	const { message, conversation } = subjectOf(delivery);
	if (event === 'message_created') return `${event}:${idOf(message)}`;
	if (event === 'conversation_created') return `${event}:${idOf(conversation)}`;
	if (event === 'contact_created') return `${event}:${idOf(delivery)}`;
	if (isRepeatable(event)) return undefined;
	if (event === 'message_updated') {
		const state = stateOf(message);
		return state && `${event}:${idOf(message)}:${state}`;
	}
	if (event.startsWith('conversation_') && conversation) {
		// Bodies are built late: of two quick changes both can show the time of the second (659).
		const { changed_attributes: changes, updated_at } = delivery;
		const what = Array.isArray(changes)
			? fingerprint(JSON.stringify(changes))
			: milliseconds(updated_at);
		return `${event}:${idOf(conversation)}:${what}`;
	}
	return `${event}:${fingerprint(raw)}`;
}

/** People type, open windows, run macros and rename inboxes again and again: the bodies do not differ. */
function isRepeatable(event: string): boolean {
	const isTyping = event.startsWith('conversation_typing_');
	return (
		isTyping ||
		event === 'webwidget_triggered' ||
		event.startsWith('inbox_') ||
		isUnsignedKind(event)
	);
}

/** The last digits of a time differ between senders: what a bot gets is more exact (728). */
const milliseconds = (time: unknown) =>
	typeof time === 'number' ? Math.floor(time * 1000) : JSON.stringify(time);

const idOf = (thing: IDataObject | undefined) => JSON.stringify(thing?.id);

/**
 * A fingerprint of what can change in a message. Status and time of the change stand in the
 * conversation's last message only: of any other, a second delivery may well tell of a second change,
 * such as another press on Retry.
 */
function stateOf(message: IDataObject | undefined): string | undefined {
	const { id, content, content_attributes } = message ?? {};
	const last = objectsIn(objectIn(message, 'conversation'), 'messages').at(0);
	if (!last || last.id !== id) return undefined;
	return fingerprint(JSON.stringify([content, content_attributes, last.status, last.updated_at]));
}
