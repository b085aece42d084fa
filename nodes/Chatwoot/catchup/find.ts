import type { IDataObject } from 'n8n-workflow';
import type { Mark } from '../../shared/catching-up/mark';
import type { Happened, Stretch } from '../../shared/catching-up/round';
import { inGroups } from '../../shared/groups';
import { clock } from '../../shared/retry';
import type { AccountApi } from '../api';
import { ACTIVITY, isDeleted } from '../api/message-kinds';
import type { Conversation } from '../api/types';
import { Deliveries } from './deliveries';

/** The events of which the API can tell afterwards, with certainty, that they happened. */
export const FOUND = ['message_created', 'conversation_created'];

/**
 * How long before the newest activity the next round begins, in ms: what is written at the same time
 * is not stored in order (chatwoot.md §16 Order of messages).
 */
const OVERLAP_MS = 60_000;

/** How many events the trigger is asked about at once. */
const STRETCH = 200;

/** What a trigger wants to be found. */
interface Wants {
	events: string[];
	/** Empty for all. */
	inboxes: number[];
}

export interface Search {
	api: AccountApi;
	account: IDataObject;
	mark: Mark;
	wants: Wants;
	/** How old an event must be to count as missed, in ms. */
	patience: number;
}

/**
 * What happened since the mark, in the conversations that it happened in, those first in which it
 * was quiet first. All times but `patience` are those of the server.
 */
export async function* happenedSince(search: Search): AsyncGenerator<Stretch> {
	const { api, mark, wants } = search;
	const { since, reached = since } = mark;
	const [only, ...others] = wants.inboxes;
	const inbox = others.length === 0 ? only : undefined;
	const active: Conversation[] = [];
	let newest = 0;
	for await (const conversation of api.conversationLists.activeSince(seconds(reached), inbox)) {
		newest = Math.max(newest, conversation.last_activity_at * 1000);
		if (inbox !== undefined || isAmong(wants.inboxes, conversation.inbox_id)) {
			active.push(conversation);
		}
	}
	if (newest === 0) return;
	active.sort((one, other) => one.last_activity_at - other.last_activity_at);
	const found = new Finding(search);
	let end = Math.max(since, newest - OVERLAP_MS);
	let happened: Happened[] = [];
	const looks = inGroups(active, async (each) => await found.in(each));
	for await (const { group, results } of looks) {
		for (const { events, tooYoung } of results) {
			happened.push(...events);
			// The next round has to see it.
			end = Math.max(since, Math.min(end, tooYoung));
		}
		if (happened.length < STRETCH) continue;
		const last = group.at(-1)!.last_activity_at * 1000;
		yield { happened: inOrder(happened), mark: { since, reached: Math.min(last, end) } };
		happened = [];
	}
	yield { happened: inOrder(happened), mark: { since: end } };
}

/** Reads what happened in single conversations. */
class Finding {
	private readonly deliveries: Deliveries;

	constructor(private readonly search: Search) {
		this.deliveries = new Deliveries(search.api, search.account);
	}

	async in(conversation: Conversation): Promise<{ events: Happened[]; tooYoung: number }> {
		const { api, mark, wants, patience } = this.search;
		const from = seconds(mark.since);
		const ripe = clock.now() - patience;
		const events: Happened[] = [];
		let tooYoung = Infinity;
		const note = (created: number, delivery: IDataObject) => {
			const at = created * 1000;
			if (at > ripe) tooYoung = Math.min(tooYoung, at);
			else events.push({ at, delivery });
		};
		const { id, created_at } = conversation;
		if (wants.events.includes('conversation_created') && created_at >= from) {
			note(created_at, this.deliveries.ofConversation(conversation));
		}
		if (!wants.events.includes('message_created')) return { events, tooYoung };
		for await (const message of api.messages.newestFirst(id, false)) {
			if (message.created_at < from) break;
			if (message.message_type === ACTIVITY || isDeleted(message)) continue;
			note(message.created_at, await this.deliveries.ofMessage(message, conversation));
		}
		return { events, tooYoung };
	}
}

/** By time, and within a second in the order in which it was stored. */
function inOrder(happened: Happened[]): Happened[] {
	const rank = ({ delivery }: Happened) =>
		delivery.event === 'message_created' ? Number(delivery.id) : 0;
	return [...happened].sort((one, other) => one.at - other.at || rank(one) - rank(other));
}

const seconds = (time: number) => Math.floor(time / 1000);

const isAmong = (list: number[], value: number) => list.length === 0 || list.includes(value);
