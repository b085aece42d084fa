import type { IDataObject } from 'n8n-workflow';
import { fingerprint } from '../address';
import { objectIn, objectsIn } from '../json';
import { scopeOf } from '../registration';
import type { Registration } from '../registration';
import type { ChatwootEvent } from './event';
import type { Proof } from './proof';

/**
 * By what a delivery is recognised when it comes again (chatwoot.md §10): the same signature is
 * a replay, the same id an attempt at a bot, the same change of the same thing comes by way of a
 * second registration.
 */
export function keysOf(
	event: ChatwootEvent,
	{ deliveryId, raw, signature }: Proof,
	registration: Registration | undefined,
): string[] {
	const change = changeKey(event, raw);
	const keys = [
		...(signature ? [`signature ${signature.hex}`] : []),
		...(typeof deliveryId === 'string' ? [`delivery ${deliveryId}`] : []),
		...(change === undefined ? [] : [`${scopeOf(registration)} ${event.name} ${change}`]),
	];
	return keys.map(fingerprint);
}

function changeKey(event: ChatwootEvent, raw: Buffer): string | undefined {
	const { name, body, message, conversation } = event;
	if (name.endsWith('_created') && !name.startsWith('inbox_') && !event.isUnsignedKind) {
		return JSON.stringify(body.id);
	}
	if (isRepeatable(event)) return undefined;
	if (name === 'message_updated') {
		const state = stateOf(message);
		return state && `${JSON.stringify(body.id)} ${state}`;
	}
	if (body === conversation) {
		// Bodies are built late: of two quick changes both can show the time of the second
		// (chatwoot.md [659]).
		const { id, changed_attributes: changes, updated_at } = body;
		return JSON.stringify([id, Array.isArray(changes) ? changes : milliseconds(updated_at)]);
	}
	return raw.toString();
}

/** People type, open windows, run macros and rename inboxes again and again: the bodies do not differ. */
function isRepeatable({ name, isTyping, isUnsignedKind }: ChatwootEvent): boolean {
	const isRepeated = name === 'webwidget_triggered' || name.startsWith('inbox_');
	return isTyping || isUnsignedKind || isRepeated;
}

/**
 * The last digits of a time differ between senders: what a bot gets is more exact
 * (chatwoot.md [728]).
 */
const milliseconds = (time: unknown) => (typeof time === 'number' ? Math.floor(time * 1000) : time);

/**
 * What can change in a message. Status and time of the change stand in the conversation's last
 * message only: of any other, a second delivery may well tell of a second change, such as another
 * press on Retry.
 */
function stateOf(message: IDataObject | undefined): string | undefined {
	const { id, content, content_attributes } = message ?? {};
	const last = objectsIn(objectIn(message, 'conversation'), 'messages').at(0);
	if (!last || last.id !== id) return undefined;
	return JSON.stringify([content, content_attributes, last.status, last.updated_at]);
}
