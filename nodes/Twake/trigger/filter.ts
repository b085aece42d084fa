import type { Delivery } from './delivery';
import { channelOf, hookedMessage } from './events';
import type { TwakeEvent } from './events';

/** What a trigger lets through; empty lists and words let everything through. */
export interface Filter {
	events: TwakeEvent[];
	channels: string[];
	users: string[];
	/** A text has to begin with one of these, in any letter case. */
	startsWith: string[];
	/** A username; `@username` has to occur in the text. */
	mention: string;
	position: 'all' | 'threads' | 'replies';
	/** Also messages of other applications; two bots could answer each other for ever. */
	otherApplications: boolean;
}

/**
 * Whether a delivery starts the workflow. Filters for messages do not apply to commands and clicks.
 */
export function isWanted(delivery: Delivery, event: TwakeEvent, filter: Filter): boolean {
	const { channels, users } = filter;
	const channel = channelOf(delivery)?.id ?? hookedMessage(delivery)?.cache?.channel_id;
	const user = hookedMessage(delivery)?.user_id ?? delivery.user_id ?? undefined;
	return (
		filter.events.includes(event) &&
		(channels.length === 0 || (channel !== undefined && channels.includes(channel))) &&
		(users.length === 0 || (user !== undefined && users.includes(user))) &&
		isWantedMessage(delivery, event, filter)
	);
}

function isWantedMessage(delivery: Delivery, event: TwakeEvent, filter: Filter): boolean {
	const message = hookedMessage(delivery);
	if (!message) return true;
	if (message.application_id && !filter.otherApplications) return false;
	const isThread = message.id === message.thread_id;
	if (filter.position !== 'all' && isThread !== (filter.position === 'threads')) return false;
	// The text of a deleted message is only a placeholder.
	if (event === 'messageDeleted') return true;
	const text = message.text.trim().toLowerCase();
	const { startsWith, mention } = filter;
	const begins = startsWith.some((word) => text.startsWith(word.toLowerCase()));
	if (startsWith.length > 0 && !begins) return false;
	const name = mention.replace(/^@/, '').toLowerCase();
	return name === '' || mentions(text, name);
}

/**
 * Whether `@name` occurs in a text as a word of its own: not in an e-mail address, and not as the
 * beginning of a longer name. Dots and dashes count as part of a name only if it continues after
 * them.
 */
function mentions(text: string, name: string): boolean {
	const before = '(?<![\\p{L}\\p{N}_.@-])';
	const after = '(?![.-]*[\\p{L}\\p{N}_@])';
	return new RegExp(`${before}@${escaped(name)}${after}`, 'u').test(text);
}

function escaped(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
