import { isApi } from '../rules/inbox';
import type { State } from '../state/state';
import type { Bot, Conversation, Inbox, Message } from '../state/types';

/** Where a delivery goes, and what follows when it fails. */
export interface Target {
	kind: 'account' | 'callback' | 'bot' | 'unsigned';
	url: string;
	secret: string;
	/** The message that a failing callback or bot is about. */
	message?: Message;
	conversation?: Conversation;
}

/** Subscribed account webhooks; the inbox of a webhook does not filter (chatwoot.md [608]). */
export function webhooksFor(state: State, accountId: number, event: string): Target[] {
	return state.webhooks
		.where((row) => row.account_id === accountId && row.subscriptions.includes(event))
		.map(({ url, secret }) => ({ kind: 'account', url, secret }));
}

/** An API inbox tells its callback address all of its conversations' events. */
export function callbackOf(inbox: Inbox): Target[] {
	const { webhook_url: url, secret } = inbox.channel;
	if (!isApi(inbox) || typeof url !== 'string' || url === '') return [];
	return [{ kind: 'callback', url, secret: String(secret) }];
}

/** The inbox's bot and the assigned bot, each once (chatwoot.md [736]). */
export function botsFor(state: State, inbox: Inbox, conversation?: Conversation): Target[] {
	const bots = [inbox.bot_id, conversation?.assignee_bot_id].map((id) => state.bots.get(id));
	return [...new Set(bots)]
		.filter(
			(bot): bot is Bot & { outgoing_url: string } => Boolean(bot?.outgoing_url) && !bot?.deleted,
		)
		.map(({ outgoing_url: url, secret }) => ({ kind: 'bot', url, secret, conversation }));
}
