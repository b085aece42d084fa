import { operation } from '../operation/operation';
import type { Wording } from '../operation/operation';
import type { Operation } from '../operation/types';
import { conversations } from './kind';

/** Marks a conversation as `unread`, or as read (`update_last_seen`). */
export function marking(call: 'unread' | 'update_last_seen', wording: Wording): Operation {
	return operation({
		...wording,
		on: conversations,
		async act({ api, id }) {
			const { unread_count } = await api.conversationChanges.mark(id, call);
			return { id, unread_count };
		},
	});
}
