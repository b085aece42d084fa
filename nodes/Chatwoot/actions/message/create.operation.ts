import type { INodeProperties } from 'n8n-workflow';
import { first } from '../../../shared/pages';
import { SharedTurns } from '../../../shared/turns';
import type { AccountApi } from '../../api';
import { needsChannel } from '../../api/content';
import { keyOf, withKey } from '../../api/mark';
import type { Message } from '../../api/types';
import type { ChatwootContext, Operation } from '../operation/types';
import { conversationKey } from '../conversation/key';
import { accountLocator, conversationLocator, simplifyField } from '../fields';
import { messageOutput } from '../message/output';
import { checkChannel, draftFrom, finished } from '../messaging/draft';
import type { Draft } from '../messaging/draft';
import { contentExtras, contentFields, replyToField } from '../messaging/fields';

const messageKeyField: INodeProperties = {
	displayName: 'Message Key',
	name: 'messageKey',
	type: 'string',
	default: '',
	placeholder: 'order 4711 shipped',
	description:
		'A key of your own for this message. If one of the newest 100 messages of the conversation has it already, nothing is written and that message is put out: the workflow may run again, and several times at once.',
};

/** Messages of a conversation that are searched for a key, the newest first. */
const SEARCHED = 100;

/** Executions of the same n8n must not both find that a key is missing: Chatwoot has no lock. */
const turns = new SharedTurns();

export const createMessage: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a message',
	access: 'bots',
	description: 'Write a message or a private note into a conversation',
	properties: [
		accountLocator,
		conversationLocator,
		...contentFields,
		simplifyField,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: contentExtras(messageKeyField, replyToField),
		},
	],
	orderKey: conversationKey,
	async run(context) {
		const { param, account, baseUrl } = context;
		const conversation = param.id('conversation');
		const replyTo = param.optionalId('additionalFields.replyTo', 'message');
		const key = param.optionalText('additionalFields.messageKey')?.trim();
		const draft = await draftFrom(context, replyTo);
		const api = await account();
		const shown = (message: Message) =>
			param.boolean('simplify') ? messageOutput(message) : message;
		const write = async () => await written(context, api, { conversation, replyTo, draft });
		if (key === undefined) return shown(await write());
		draft.fields = withKey(draft.fields, key);
		// All of one conversation: two keys at once would otherwise stand in any order.
		const place = `${baseUrl} ${api.id} ${conversation}`;
		return await turns.take(place, api, async () => {
			const found = await messageWith(api, conversation, key);
			if (found) return { result: 'unchanged', ...shown(found) };
			return { result: 'created', ...shown(await write()) };
		});
	},
};

async function messageWith(
	{ messages }: AccountApi,
	conversation: number,
	key: string,
): Promise<Message | undefined> {
	for await (const message of first(messages.newestFirst(conversation, false), SEARCHED)) {
		if (keyOf(message) === key) return message;
	}
	return undefined;
}

interface Wanted {
	conversation: number;
	replyTo?: number;
	draft: Draft;
}

async function written(
	{ param, hint }: ChatwootContext,
	api: AccountApi,
	{ conversation, replyTo, draft }: Wanted,
): Promise<Message> {
	const { messages, conversations } = api;
	// The server takes an unknown ID and forgets it (chatwoot.md §6).
	if (replyTo !== undefined && (await messages.isIn(conversation, replyTo)) === false) {
		param.refuse(
			'additionalFields.replyTo',
			`is not a message of conversation ${conversation}: ${replyTo}`,
		);
	}
	if (needsChannel(draft.fields)) {
		const found = await conversations.find(conversation);
		checkChannel(param, draft.fields, found?.meta.channel);
	}
	const inbox = async () => (await conversations.get(conversation)).inbox_id;
	const message = await finished(param, api, draft, inbox);
	const created = await messages.create(conversation, message, draft.files);
	if (replyTo !== undefined && created.content_attributes.in_reply_to !== replyTo) {
		hint(
			`Message ${created.id} is there, but not as a reply: conversation ${conversation} has no message ${replyTo}`,
			'warning',
		);
	}
	return created;
}
