import type { AccountApi } from '../../api';
import { withKey } from '../../api/mark';
import type { NewMessage } from '../../api/new-message';
import type { Message } from '../../api/types';
import { conversations } from '../conversation/kind';
import { keyOf } from '../kinds/kind';
import { toConversation } from '../messaging/destination';
import type { Draft } from '../messaging/draft';
import {
	contentFields,
	messageExtras,
	nothingNewSinceField,
	replyToField,
} from '../messaging/fields';
import { nothingNewSince, unlessNewer } from '../messaging/newer';
import { draftFrom } from '../messaging/reading';
import { operation } from '../operation/operation';
import type { ChatwootContext } from '../operation/types';
import type { ChatwootParameters } from '../parameters/parameters';
import { messages } from './kind';
import { messageKeyField, messageWith } from './message-key';

export const createMessage = operation({
	name: 'Create',
	value: 'create',
	action: 'Create message',
	access: 'bots',
	description: 'Write a message or a private note into a conversation',
	on: conversations,
	fields: [...contentFields, messageExtras([messageKeyField, nothingNewSinceField, replyToField])],
	simplify: true,
	async read(param, context) {
		const replyTo = param.optionalId('additionalFields.replyTo', 'message');
		const key = param.trimmed('additionalFields.messageKey');
		const since = nothingNewSince(param);
		return { replyTo, key, since, draft: await draftFrom(context, replyTo) };
	},
	async act({ api, chatwoot, id, param, hint, input: { replyTo, key, since, draft }, shown }) {
		const write = async () => {
			const message = await ready(param, api, { id, replyTo, key, draft });
			return await unlessNewer(param, api, id, since, async () =>
				shown(messages, await written(hint, api, { id, replyTo, message, draft })),
			);
		};
		if (key === undefined && since === undefined) return await write();
		// All of one conversation: two at once would otherwise both find nothing.
		return await api.turns.take([keyOf(conversations, id)], async () => {
			if (key === undefined) return await write();
			const found = await messageWith(chatwoot, api, id, key);
			if (found) return { result: 'unchanged', ...shown(messages, found) };
			const output = await write();
			return output.sent === false ? output : { result: 'created', ...output };
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

/** The message, checked. */
async function ready(
	param: ChatwootParameters,
	api: AccountApi,
	{ id, replyTo, key, draft }: NewMessageOf,
): Promise<NewMessage> {
	// The server takes an unknown ID and forgets it (chatwoot.md §6).
	if (replyTo !== undefined && (await api.messages.isIn(id, replyTo)) === false) {
		param.refuse('additionalFields.replyTo', `is not a message of conversation ${id}: ${replyTo}`);
	}
	const message = await draft.for(api, toConversation(api, id));
	return key === undefined ? message : withKey(message, key);
}

async function written(
	hint: ChatwootContext['hint'],
	api: AccountApi,
	{
		id,
		replyTo,
		message,
		draft,
	}: Pick<NewMessageOf, 'id' | 'replyTo' | 'draft'> & {
		message: NewMessage;
	},
): Promise<Message> {
	const created = await api.messages.create(id, message, draft.files);
	if (replyTo !== undefined && created.content_attributes.in_reply_to !== replyTo) {
		hint(
			`Message ${created.id} is there, but not as a reply: conversation ${id} has no message ${replyTo}`,
			'warning',
		);
	}
	return created;
}
