import type { INodeProperties } from 'n8n-workflow';
import { BoundedMap } from '../../../shared/bounded-map';
import type { Hint } from '../../../shared/hints';
import { SharedTurns } from '../../../shared/turns';
import type { Message } from '../../api/content';
import { withKeys } from '../../api/keyed-threads';
import type { KeyedThread } from '../../api/keyed-threads';
import { messageOutput } from '../../api/output';
import type { ChannelPlace } from '../../api/places';
import { readMessage } from '../content/draft';
import { markdownText } from '../content/escaped';
import { contentFields, rarerContentFields } from '../content/fields';
import { channel } from '../kinds/channel';
import { checkChannelField, mayCheck, visibilityOf } from '../kinds/existing-channel';
import { operation } from '../operation/operation';
import type { Call } from '../operation/operation';
import type { TwakeParameters } from '../operation/parameters';
import type { MessageDraft } from '../posting/posts';

const threadKeyField: INodeProperties = {
	displayName: 'Thread Key',
	name: 'threadKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. ticket 4711',
	description:
		'What the thread is about, such as the number of a ticket. Messages with the same key go into one thread of the channel: the first one begins it, the others reply in it. Nobody sees the key.',
};

const rarerKeyFields: INodeProperties[] = [
	{
		displayName: 'Message Key',
		name: 'messageKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. order shipped',
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

/** What an item posts, with its keys. */
interface Input {
	threadKey: string;
	messageKey?: string;
	likely?: string;
	newThreadText?: string;
	isChecked: boolean;
	draft: MessageDraft;
}

interface Outcome {
	result: 'created' | 'replied' | 'unchanged';
	message: Message;
}

type Keyed = Call<ChannelPlace, Input>;

/** Executions of one n8n take turns, so that each finds the other's thread: Twake has no lock. */
const turns = new SharedTurns<KeyedThread>();

/** Where threads were found last, so that not every event has to search the channel. */
const recentThreads = new BoundedMap<string>(1000);

export const createOrReply = operation({
	name: 'Create or Reply',
	value: 'createOrReply',
	action: 'Create thread or reply in it',
	description: 'Post a message in the thread with a key, or begin that thread with it',
	on: channel,
	fields: [threadKeyField, ...contentFields],
	additional: [...rarerContentFields, ...rarerKeyFields, checkChannelField],
	joins: true,
	simplify: ({ result, message }: Outcome, self) => ({ result, ...messageOutput(message, self) }),
	raw: ({ result, message }) => ({ result, ...message }),
	orderKey: keyOf,
	read,
	async act(call) {
		const { twake, place, input } = call;
		const { threadKey, messageKey } = input;
		const key = `${twake.requester.baseUrl} ${keyOf(place, input)}`;
		return await turns.take(key, twake, async (known) => {
			const likely = recentThreads.get(key) ?? input.likely;
			known.value ??= await twake.keyedThreads.find(place, threadKey, likely);
			const outcome = await post(call, known.value);
			known.value ??= { id: outcome.message.thread_id, messages: new Map() };
			recentThreads.set(key, known.value.id);
			if (messageKey !== undefined) known.value.messages.set(messageKey, outcome.message);
			return outcome;
		});
	},
});

/** The key of one thread, for the order of items and between executions. */
function keyOf({ channel: id }: ChannelPlace, { threadKey }: Input): string {
	return `${id} ${threadKey}`;
}

function read(param: TwakeParameters, hint: Hint): Input {
	return {
		threadKey: param.requiredText('threadKey').trim(),
		messageKey: param.optionalText('additionalFields.messageKey')?.trim(),
		likely: param.optionalId('additionalFields.likelyThread'),
		newThreadText: newThreadText(param),
		isChecked: mayCheck(param),
		draft: readMessage(param, hint),
	};
}

function newThreadText(param: TwakeParameters): string | undefined {
	const path = 'additionalFields.newThreadText';
	return param.optionalText(path) === undefined ? undefined : markdownText(param, path);
}

async function post(call: Keyed, thread: KeyedThread | undefined): Promise<Outcome> {
	const { messageKey } = call.input;
	if (!thread) return await createThread(call);
	const posted = messageKey === undefined ? undefined : thread.messages.get(messageKey);
	if (posted) return { result: 'unchanged', message: posted };
	return { result: 'replied', message: await reply(call, thread.id) };
}

async function createThread(call: Keyed): Promise<Outcome> {
	const { posts, twake, place, input } = call;
	const { threadKey, messageKey, draft, newThreadText, isChecked } = input;
	if (isChecked) await visibilityOf(call, place);
	const text = newThreadText ?? draft.text;
	const keys = { thread: threadKey, message: messageKey };
	const first = { ...draft, text, context: withKeys(draft.context, keys) };
	const { message } = await posts.create([place], first);
	return await twake.requester.afterWriting(async () => {
		const { id } = await twake.keyedThreads.oldest(place, threadKey, message);
		if (id === message.id) return { result: 'created', message };
		const { company } = place;
		await twake.messages.delete({ company, thread: message.id, message: message.id });
		return { result: 'replied', message: await reply(call, id) };
	});
}

async function reply({ posts, place, input, mayJoin }: Keyed, thread: string): Promise<Message> {
	const { draft, messageKey } = input;
	const keyed = { ...draft, context: withKeys(draft.context, { message: messageKey }) };
	return (await posts.reply({ company: place.company, thread }, keyed, mayJoin)).message;
}
