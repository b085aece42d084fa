import type { IDataObject } from 'n8n-workflow';
import { toldOf } from '../../../shared/refused-files';
import type { Message } from '../../api/types';
import { conversations } from '../conversation/kind';
import { keyOf } from '../kinds/kind';
import { toConversation } from '../messaging/destination';
import {
	contentFields,
	messageExtras,
	nothingNewSinceField,
	replyToField,
} from '../messaging/fields';
import { nothingNewSince } from '../messaging/newer';
import { draftFrom } from '../messaging/reading';
import { severalFrom, severalMessagesField } from '../messaging/several';
import { throughWindow, whenClosedField, whenClosedFrom, windowOf } from '../messaging/window';
import { operation } from '../operation/operation';
import type { Call } from '../operation/operation';
import type { ChatwootParameters } from '../parameters/parameters';
import type { ChatwootContext } from '../operation/types';
import { messages } from './kind';
import { messageKeyField, messagesWith, partKeys } from './message-key';
import { reopen, reopenField, reopensFrom } from './reopening';
import { write } from './write';

export const createMessage = operation({
	name: 'Create',
	value: 'create',
	action: 'Create message',
	access: 'bots',
	description: 'Write a message or a private note into a conversation',
	on: conversations,
	fields: [
		...contentFields,
		messageExtras([
			messageKeyField,
			nothingNewSinceField,
			reopenField,
			replyToField,
			severalMessagesField,
			whenClosedField,
		]),
	],
	simplify: true,
	read: inputFrom,
	async act(call) {
		const { api, id, input } = call;
		if (input.key === undefined && input.since === undefined && !input.several) {
			return await written(call);
		}
		// One at a time per conversation: two at once would both find nothing.
		return await api.turns.take([keyOf(conversations, id)], async () => await written(call));
	},
});

type Input = Awaited<ReturnType<typeof inputFrom>>;

async function inputFrom(param: ChatwootParameters, context: ChatwootContext) {
	const replyTo = param.optionalId('additionalFields.replyTo', 'message');
	const key = param.trimmed('additionalFields.messageKey');
	const draft = await draftFrom(context, replyTo);
	const whenClosed = whenClosedFrom(param, draft);
	const several = severalFrom(param);
	const since = nothingNewSince(param);
	const reopens = reopensFrom(param);
	return { replyTo, key, since, draft, whenClosed, several, reopens };
}

async function written(call: Call<Input>): Promise<IDataObject> {
	const { api, chatwoot, id, param, shown, input } = call;
	const { replyTo, key, since, whenClosed, reopens } = input;
	const keys = key === undefined ? [] : partKeys(key, input.several);
	const found = keys.length > 0 ? await messagesWith(chatwoot, api, id, keys) : [];
	const last = found.at(-1);
	if (last && !found.includes(undefined)) {
		const all = input.several && { message_ids: found.map((each) => each?.id) };
		return { result: 'unchanged', ...shown(messages, last), ...all };
	}
	// The server accepts an unknown ID and ignores it (chatwoot.md §6).
	if (replyTo !== undefined && (await api.messages.isIn(id, replyTo)) === false) {
		param.refuse('additionalFields.replyTo', `is not a message of conversation ${id}: ${replyTo}`);
	}
	const isAsked = whenClosed !== undefined || reopens;
	const conversation = isAsked ? await api.conversations.get(id) : undefined;
	const { draft, sentAs } =
		conversation && whenClosed !== undefined
			? throughWindow(param, windowOf(conversation), input.draft, whenClosed)
			: { draft: input.draft, sentAs: undefined };
	// A replacement of the text is written in one piece.
	const several = sentAs === 'note' || sentAs === 'template' ? undefined : input.several;
	const ready = await draft.for(api, toConversation(api, id));
	const reopened = conversation && reopens && (await reopen(call, conversation));
	const writing = { ...ready, conversation: id, key, found, since, several };
	const done = await write(call, writing).catch((failure: unknown) => {
		const opened = reopened ? `Conversation ${id} was opened before.` : undefined;
		throw api.requester.failedAfter(failure, opened);
	});
	const ids = several && { message_ids: done.messages.map((each) => each.id) };
	if (done.news) return { ...done.news, ...ids };
	if (done.isNew) checkReply(call, done.messages[0]);
	return {
		...(key !== undefined && { result: done.isNew ? 'created' : 'unchanged' }),
		...(since !== undefined && { sent: true }),
		...(sentAs && { sent_as: sentAs }),
		...(reopened && { reopened }),
		...toldOf(done.filesRefused),
		...(done.takenBack.length > 0 && { taken_back: done.takenBack }),
		...shown(messages, done.messages.at(-1)!),
		...ids,
	};
}

function checkReply({ id, hint, input: { replyTo } }: Call<Input>, created: Message): void {
	if (replyTo === undefined || created.content_attributes.in_reply_to === replyTo) return;
	hint(
		`Message ${created.id} is there, but not as a reply: conversation ${id} has no message ${replyTo}`,
		'warning',
	);
}
