import type { Channel } from '../api/channels';
import type { Message } from '../api/content';
import type { Delivery, Envelope, HookedMessage } from './delivery';

/** What a trigger can wait for; one word for what Twake tells by type, name and content. */
export type TwakeEvent =
	| 'newMessage'
	| 'messageEdited'
	| 'messageDeleted'
	| 'messageMarked'
	| 'command'
	| 'button'
	| 'shortcut'
	| 'configuration'
	| 'popup';

const EVENTS: Record<string, TwakeEvent> = {
	'action/command': 'command',
	'action/open': 'shortcut',
	'action/action': 'shortcut',
	interactive_message_action: 'button',
	configuration: 'configuration',
	interactive_configuration_action: 'popup',
};

/** Within this time after its creation, a save of a message is part of its posting, in ms. */
const POSTING = 1000;

/** A save that edits sets both of its times within a few ms (measured: 1). */
const EDITING = 100;

/** What happened, or undefined when Twake sends something that is not known. */
export function eventOf(delivery: Delivery): TwakeEvent | undefined {
	if (delivery.type === 'hook') {
		const message = hookedMessage(delivery);
		return message && changeOf(message);
	}
	return EVENTS[delivery.type] ?? EVENTS[`${delivery.type}/${delivery.name ?? ''}`];
}

/** The message of a hook; undefined for all other deliveries. */
export function hookedMessage({ type, content }: Delivery): HookedMessage | undefined {
	return type === 'hook' ? envelopeOf(content)?.message : undefined;
}

/** The channel that a delivery is about, as far as it tells. */
export function channelOf({ content }: Delivery): Channel | undefined {
	return envelopeOf(content)?.channel ?? content?.channel;
}

/** The message that a delivery is about. */
export function messageOf(delivery: Delivery): Message | undefined {
	const { content } = delivery;
	return (
		hookedMessage(delivery) ?? (content?.message as Message | undefined) ?? content?.parent_message
	);
}

/**
 * By what doubles are recognised: a message that was posted in several channels, or saved again
 * while it was posted, comes several times (twake.md §10). Other events have no id at all.
 */
export function keyOf(delivery: Delivery, event: TwakeEvent): string | undefined {
	const message = hookedMessage(delivery);
	if (!message) return undefined;
	const once = event === 'newMessage' || event === 'messageDeleted';
	return `${message.id}:${event}${once ? '' : `:${message.updated_at}`}`;
}

/** Twake sends the message at every save and does not say what changed: this is derived (twake.md §10). */
function changeOf(message: HookedMessage): TwakeEvent {
	const { subtype, edited, created_at: created, updated_at: updated } = message;
	if (subtype === 'deleted') return 'messageDeleted';
	if (edited && updated - edited.edited_at < EDITING) return 'messageEdited';
	const isMarked = Boolean(message.pinned_info) || Boolean(message.reactions?.length);
	return !isMarked && !edited && updated - created < POSTING ? 'newMessage' : 'messageMarked';
}

function envelopeOf(content: Delivery['content']): Envelope | undefined {
	const message = content?.message;
	return message && 'message' in message && 'thread' in message ? (message as Envelope) : undefined;
}
