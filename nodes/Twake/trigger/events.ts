import { entryIn } from '../../shared/json';
import type { Channel } from '../api/channels';
import type { Message } from '../api/content';
import type { Delivery, Envelope, HookedMessage } from './delivery';

/**
 * The events that a trigger can wait for; each stands for a combination of Twake's type, name and
 * content.
 */
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

/** Within this time after its creation, saving a message is part of posting it, in ms. */
const POSTING = 1000;

/** An edit sets both times of a message within a few ms of each other (measured: 1). */
const EDITING = 100;

/** What happened; undefined for anything unknown. */
export function eventOf(delivery: Delivery): TwakeEvent | undefined {
	if (delivery.type === 'hook') {
		const message = hookedMessage(delivery);
		return message && changeOf(message);
	}
	const { type, name } = delivery;
	return entryIn(EVENTS, type) ?? entryIn(EVENTS, `${type}/${name ?? ''}`);
}

/** The message of a hook; undefined for all other deliveries. */
export function hookedMessage({ type, content }: Delivery): HookedMessage | undefined {
	return type === 'hook' ? envelopeOf(content)?.message : undefined;
}

/** The channel that a delivery is about, if it says so. */
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
 * The key that identifies repeated deliveries: a message posted in several channels, or saved again
 * while being posted, is delivered several times (twake.md §10). Other events have no id at all.
 */
export function keyOf(delivery: Delivery, event: TwakeEvent): string | undefined {
	const message = hookedMessage(delivery);
	if (!message) return undefined;
	const times: Partial<Record<TwakeEvent, number>> = {
		// A later change of the message leaves the time of its edit.
		messageEdited: message.edited?.edited_at,
		messageMarked: message.updated_at,
	};
	return [message.id, event, ...(Object.hasOwn(times, event) ? [times[event]] : [])].join(':');
}

/**
 * Twake sends the message at every save without saying what changed, so that is derived (twake.md
 * §10).
 */
export function changeOf(message: HookedMessage): TwakeEvent {
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
