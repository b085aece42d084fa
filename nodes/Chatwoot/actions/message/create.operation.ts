import type { AccountApi } from '../../api';
import { withKey } from '../../api/mark';
import type { NewMessage } from '../../api/new-message';
import type { Message } from '../../api/types';
import { conversations } from '../conversation/kind';
import { keyOf } from '../kinds/kind';
import { toConversation } from '../messaging/destination';
import type { Draft } from '../messaging/draft';
import { contentFields, messageExtras, replyToField } from '../messaging/fields';
import { draftFrom } from '../messaging/reading';
import { operation } from '../operation/operation';
import type { ChatwootContext } from '../operation/types';
import { messages } from './kind';
import { messageKeyField, messageWith } from './message-key';

export const createMessage = operation({
	name: 'Create',
	value: 'create',
	action: 'Create message',
	access: 'bots',
	description: 'Write a message or a private note into a conversation',
	on: conversations,
	fields: [...contentFields, messageExtras([messageKeyField, replyToField])],
	simplify: true,
	async read(param, context) {
		const replyTo = param.optionalId('additionalFields.replyTo', 'message');
		const key = param.trimmed('additionalFields.messageKey');
		return { replyTo, key, draft: await draftFrom(context, replyTo) };
	},
	async act({ api, chatwoot, id, param, hint, input: { replyTo, key, draft }, shown }) {
		const write = async () => await written({ param, hint }, api, { id, replyTo, key, draft });
		if (key === undefined) return shown(messages, await write());
		// All of one conversation: two keys at once would otherwise stand in any order.
		return await api.turns.take([keyOf(conversations, id)], async () => {
			const found = await messageWith(chatwoot, api, id, key);
			if (found) return { result: 'unchanged', ...shown(messages, found) };
			return { result: 'created', ...shown(messages, await write()) };
		});
	},
});

interface NewMessageOf {
	/** The conversation. */
	id: number;
	replyTo?: number;
	key?: string;
	draft: Draft;
}

async function written(
	{ param, hint }: Pick<ChatwootContext, 'param' | 'hint'>,
	api: AccountApi,
	{ id, replyTo, key, draft }: NewMessageOf,
): Promise<Message> {
	// The server takes an unknown ID and forgets it (chatwoot.md §6).
	if (replyTo !== undefined && (await api.messages.isIn(id, replyTo)) === false) {
		param.refuse('additionalFields.replyTo', `is not a message of conversation ${id}: ${replyTo}`);
	}
	const message: NewMessage = await draft.for(api, toConversation(api, id));
	const keyed = key === undefined ? message : withKey(message, key);
	const created = await api.messages.create(id, keyed, draft.files);
	if (replyTo !== undefined && created.content_attributes.in_reply_to !== replyTo) {
		hint(
			`Message ${created.id} is there, but not as a reply: conversation ${id} has no message ${replyTo}`,
			'warning',
		);
	}
	return created;
}
