import type { IDataObject } from 'n8n-workflow';
import type { Happened } from '../../shared/catching-up/round';
import type { TwakeApi } from '../api';
import type { Channel } from '../api/channels';
import type { Message } from '../api/content';
import type { HookedMessage } from '../trigger/delivery';
import { changeOf } from '../trigger/events';
import type { TwakeEvent } from '../trigger/events';

/**
 * The events that Twake still shows afterwards. Reactions and pins have no time of their own, and
 * clicks and commands are kept nowhere.
 */
export const VISIBLE: TwakeEvent[] = ['newMessage', 'messageEdited', 'messageDeleted'];

/**
 * Threads per request of a feed. A round in which nothing happened reads one page, so pages are
 * small.
 */
const THREADS = 20;

/** How many messages a thread brings along in the feed (twake.md §7). */
const BROUGHT_ALONG = 3;

/**
 * What happened in channels after `since` (ms), oldest first: messages, and the last edit or the
 * deletion of those. No list of Twake's shows that an older message was changed.
 */
export async function eventsSince(
	twake: TwakeApi,
	channels: Channel[],
	since: number,
): Promise<Happened[]> {
	const known = new Set<string>();
	const found: Happened[] = [];
	for (const channel of channels) {
		const { company_id: company, workspace_id: workspace, id } = channel;
		const feed = twake.threads.feed({ company, workspace, channel: id }, THREADS, since);
		for await (const thread of feed) {
			// A thread can stand in several channels.
			if (known.has(thread.id)) continue;
			known.add(thread.id);
			for (const message of await messagesSince(twake, company, thread, since)) {
				found.push(...eventsOf(message, channel, twake.self.application));
			}
		}
	}
	return found.filter(({ at }) => at > since).sort((one, other) => one.at - other.at);
}

/** The newest messages of a thread back to `since`, oldest first; most often it brings them along. */
async function messagesSince(
	twake: TwakeApi,
	company: string,
	{ id: thread, last_replies: newest = [] }: Message,
	since: number,
): Promise<Message[]> {
	const [first] = newest;
	const isWhole = newest.length < BROUGHT_ALONG || first.id === thread;
	if (isWhole || first.created_at <= since) return newest;
	const messages: Message[] = [];
	for await (const message of twake.messages.list({ company, thread }, 'newest')) {
		if (message.created_at <= since) break;
		messages.push(message);
	}
	return messages.reverse();
}

/** What can still be seen of what happened to a message. */
function eventsOf(read: Message, channel: Channel, application: string): Happened[] {
	// Twake does not deliver what the application itself writes (twake.md §10).
	if (read.application_id === application) return [];
	const message = { ...read } as HookedMessage;
	// Only lists add these to the first message of a thread.
	delete message.stats;
	delete message.last_replies;
	const at = (time: number, shown: HookedMessage) => ({
		at: time,
		delivery: deliveryOf({ ...shown, updated_at: time }, channel, application),
	});
	if (message.subtype === 'deleted') return [at(message.updated_at, message)];
	const posted = at(message.created_at, asPosted(message));
	if (!message.edited) return [posted];
	// What the message was marked with since is another event.
	const isLast = changeOf(message) === 'messageEdited';
	const edited = isLast
		? at(message.updated_at, message)
		: at(message.edited.edited_at, { ...message, pinned_info: null, reactions: null });
	return [posted, edited];
}

/** A message without what came later, but for its text, of which Twake keeps the last version. */
function asPosted(message: HookedMessage): HookedMessage {
	const unchanged = { edited: null, pinned_info: null, reactions: null, ephemeral: null };
	const posted: HookedMessage = { ...message, ...unchanged };
	delete posted.links;
	return posted;
}

/**
 * A delivery of a message as Twake sends it (twake.md §10). Of the thread it has what its messages
 * tell; Twake gives the rest only in answer to a change of the thread (twake.md [201]).
 */
function deliveryOf(message: HookedMessage, listed: Channel, application: string): IDataObject {
	const { company_id, workspace_id, id } = listed;
	const channel: IDataObject = { ...listed };
	delete channel.stats;
	const participants = [{ type: 'channel', id, company_id, workspace_id }];
	const thread = { id: message.thread_id, participants };
	const place = { type: 'message', application_id: application, company_id };
	return {
		...{ type: 'hook', name: null, content: { message: { ...place, channel, thread, message } } },
		...{ connection_id: null, user_id: null, company_id: null, workspace_id: null },
	};
}
