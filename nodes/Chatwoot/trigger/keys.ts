import type { IDataObject } from 'n8n-workflow';
import { fingerprint } from './address';
import { objectIn, objectsIn } from './events';
import type { Delivery } from './events';
import type { Proof } from './signature';
import { subjectOf } from './subject';

/**
 * By what a delivery is recognised when it comes again (chatwoot-api.md §10): the same signature is
 * a replay, the same id an attempt at a bot, the same change of the same thing comes by way of a
 * second registration.
 */
export function keysOf(delivery: Delivery, { headers, raw }: Proof): string[] {
	const { 'x-chatwoot-signature': signature, 'x-chatwoot-delivery': id } = headers;
	const change = changeKey(delivery, raw);
	return [
		...(typeof signature === 'string' ? [`s:${fingerprint(signature)}`] : []),
		...(typeof id === 'string' ? [`d:${fingerprint(id)}`] : []),
		...(change === undefined ? [] : [change]),
	];
}

function changeKey(delivery: Delivery, raw: Buffer): string | undefined {
	const { event } = delivery;
	const { message, conversation } = subjectOf(delivery);
	if (event === 'message_created') return `${event}:${idOf(message)}`;
	if (event === 'conversation_created') return `${event}:${idOf(conversation)}`;
	if (event === 'contact_created') return `${event}:${idOf(delivery)}`;
	// People type, and open windows, again and again: the bodies do not differ.
	if (event.startsWith('conversation_typing_') || event === 'webwidget_triggered') return undefined;
	if (event === 'message_updated') return `${event}:${idOf(message)}:${stateOf(message)}`;
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

/** The last digits of a time differ between senders: what a bot gets is more exact (728). */
const milliseconds = (time: unknown) =>
	typeof time === 'number' ? Math.floor(time * 1000) : JSON.stringify(time);

const idOf = (thing: IDataObject | undefined) => JSON.stringify(thing?.id);

/**
 * A fingerprint of what can change in a message. Its status stands in the conversation's last
 * message only, and its time of change as well.
 */
function stateOf(message: IDataObject | undefined): string {
	const { id, content, content_attributes } = message ?? {};
	const last = objectsIn(objectIn(message, 'conversation'), 'messages').at(0);
	const { status, updated_at } = last && last.id === id ? last : {};
	return fingerprint(JSON.stringify([content, content_attributes, status, updated_at]));
}
