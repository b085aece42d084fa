import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { BoundedMap } from '../../../shared/bounded-map';
import { SharedTurns } from '../../../shared/turns';
import type { Message } from '../../api/content';
import { withKeys } from '../../api/keyed-threads';
import type { KeyedThread } from '../../api/keyed-threads';
import { messageOutput } from '../../api/output';
import type { ChannelPlace } from '../../api/threads';
import { readMessage } from '../content';
import type { MessageDraft } from '../content';
import { contentFields } from '../content-fields';
import type { Operation, TwakeContext } from '../context';
import { channelFields, checkChannelField, joinThreadField, simplifyField } from '../fields';

const threadKeyField: INodeProperties = {
	displayName: 'Thread Key',
	name: 'threadKey',
	type: 'string',
	default: '',
	placeholder: 'ticket 4711',
	description:
		'What the thread is about, such as the number of a ticket. Messages with the same key go into one thread of the channel: the first one begins it, the others reply in it. Nobody sees the key.',
};

const further: INodeProperties[] = [
	{
		displayName: 'Message Key',
		name: 'messageKey',
		type: 'string',
		default: '',
		placeholder: 'order shipped',
		description:
			'A key of your own for this message. If one of the newest 300 messages of the thread has it already, nothing is posted and that message is put out: the workflow may run again, and several times at once.',
	},
	{
		displayName: 'Probable Thread ID',
		name: 'likelyThread',
		type: 'string',
		default: '',
		description:
			'The ID of the thread, if you have kept it. Saves the search in the channel, which reaches back to the 1000 threads with the newest activity. If it is wrong or the thread is gone, the search goes on.',
	},
	{
		displayName: 'Text of a New Thread',
		name: 'newThreadText',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		description: 'What the message says when it begins the thread, instead of the text above',
	},
];

/** What the keys of an item are, and what it posts. */
interface Wanted {
	place: ChannelPlace;
	threadKey: string;
	messageKey?: string;
	likely?: string;
	draft: MessageDraft;
	newThreadText?: string;
}

/** Executions of the same n8n find each other's threads by taking turns: Twake has no lock. */
const turns = new SharedTurns<KeyedThread>();

/** Where threads were the last time, so that not every event has to search the channel. */
const lately = new BoundedMap<string>(1000);

export const createOrReply: Operation = {
	name: 'Create or Reply',
	value: 'createOrReply',
	action: 'Create a thread or reply in it',
	description: 'Post a message in the thread with a key, or begin that thread with it',
	properties: [
		...channelFields,
		threadKeyField,
		...contentFields([simplifyField, checkChannelField, joinThreadField], further),
	],
	orderKey: ({ param }) => `${param.channel().channel} ${param.text('threadKey').trim()}`,
	async run(context) {
		const { param, twake } = context;
		const wanted = read(context);
		const { place, threadKey } = wanted;
		const key = [twake.requester.baseUrl, place.channel, threadKey].join(' ');
		return await turns.take(key, twake, async (known) => {
			const likely = lately.get(key) ?? wanted.likely;
			known.value ??= await twake.keyedThreads.find(place, threadKey, likely);
			const { result, message } = await post(context, wanted, known.value);
			known.value ??= { id: message.thread_id, messages: new Map() };
			lately.set(key, known.value.id);
			if (wanted.messageKey !== undefined) known.value.messages.set(wanted.messageKey, message);
			const shown: IDataObject = param.boolean('simplify') ? messageOutput(message) : message;
			return { result, ...shown };
		});
	},
};

function read(context: TwakeContext): Wanted {
	const { param } = context;
	return {
		place: param.channel(),
		threadKey: param.requiredText('threadKey').trim(),
		messageKey: param.optionalText('additionalFields.messageKey')?.trim(),
		likely: param.optionalId('additionalFields.likelyThread'),
		newThreadText: param.optionalText('additionalFields.newThreadText'),
		draft: readMessage(context),
	};
}

async function post(
	context: TwakeContext,
	wanted: Wanted,
	thread: KeyedThread | undefined,
): Promise<{ result: 'created' | 'replied' | 'unchanged'; message: Message }> {
	const { messageKey, draft } = wanted;
	if (!thread) return await begin(context, wanted);
	const posted = messageKey === undefined ? undefined : thread.messages.get(messageKey);
	if (posted) return { result: 'unchanged', message: posted };
	return { result: 'replied', message: await reply(context, wanted, thread.id, draft) };
}

async function begin(
	context: TwakeContext,
	wanted: Wanted,
): Promise<{ result: 'created' | 'replied'; message: Message }> {
	const { posts, twake } = context;
	const { place, threadKey, messageKey, draft, newThreadText } = wanted;
	const text = newThreadText ?? draft.text;
	const keys = { thread: threadKey, message: messageKey };
	const first = { ...draft, text, context: withKeys(draft.context, keys) };
	const { message } = await posts.create([place], first);
	return await twake.requester.afterWriting(async () => {
		const { id } = await twake.keyedThreads.oldest(place, threadKey, message);
		if (id === message.id) return { result: 'created', message };
		const { company } = place;
		await twake.messages.delete({ company, thread: message.id, message: message.id });
		return { result: 'replied', message: await reply(context, wanted, id, draft) };
	});
}

async function reply(
	{ posts }: TwakeContext,
	{ place: { company }, messageKey }: Wanted,
	thread: string,
	draft: MessageDraft,
): Promise<Message> {
	const keyed = { ...draft, context: withKeys(draft.context, { message: messageKey }) };
	return (await posts.reply({ company, thread }, keyed)).message;
}
