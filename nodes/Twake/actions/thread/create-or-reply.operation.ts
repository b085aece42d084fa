import type { INodeProperties } from 'n8n-workflow';
import { BoundedMap } from '../../../shared/bounded-map';
import type { Hint } from '../../../shared/hints';
import { toldOf } from '../../../shared/refused-files';
import { quote } from '../../../shared/text';
import { SharedTurns } from '../../../shared/turns';
import type { Message } from '../../api/content';
import { parseAddress, parseId } from '../../api/ids';
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
			'The ID or address of the thread, if you have kept it. Saves the search in the channel, which reaches back to the 1000 threads with the newest activity. If it is wrong or the thread is gone, the search goes on.',
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
	/** The IDs of messages with the same key that were deleted again. */
	taken_back?: string[];
	/** Why files were left out. */
	files_refused?: string;
}

/** The thread as it is known after posting. */
interface InThread {
	thread: KeyedThread;
}

type Keyed = Call<ChannelPlace, Input>;

/**
 * Executions of one process take turns, so that each finds the other's thread: Twake has no lock. What
 * two processes post at the same moment is found right after it and taken back.
 */
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
	simplify: ({ message, ...said }: Outcome, self) => ({ ...said, ...messageOutput(message, self) }),
	raw: ({ message, ...said }) => ({ ...said, ...message }),
	orderKey: keyOf,
	read,
	async act(call) {
		const { twake, place, input } = call;
		const { threadKey } = input;
		const key = `${twake.requester.baseUrl} ${keyOf(place, input)}`;
		return await turns.take(key, twake, async (known) => {
			const likely = recentThreads.get(key) ?? input.likely;
			const before = known.value ?? (await twake.keyedThreads.find(place, threadKey, likely));
			const { thread, ...outcome } = before ? await post(call, before) : await createThread(call);
			known.value = thread;
			recentThreads.set(key, thread.id);
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
		likely: likelyThread(param, hint),
		newThreadText: newThreadText(param),
		isChecked: mayCheck(param),
		draft: readMessage(param, hint),
	};
}

/** What names no thread costs only the search: it may come from where others can write, such as attributes. */
function likelyThread(param: TwakeParameters, hint: Hint): string | undefined {
	const path = 'additionalFields.likelyThread';
	const given = String(param.value(path) ?? '').trim();
	const id = parseAddress(given)?.thread ?? parseId(given);
	if (id === undefined && given !== '') {
		const name = param.displayName(path);
		hint(`"${name}" names no thread, so the channel was searched: ${quote(given)}`, 'warning');
	}
	return id;
}

function newThreadText(param: TwakeParameters): string | undefined {
	const path = 'additionalFields.newThreadText';
	return param.optionalText(path) === undefined ? undefined : markdownText(param, path);
}

async function post(call: Keyed, thread: KeyedThread): Promise<Outcome & InThread> {
	const { messageKey } = call.input;
	const posted = messageKey === undefined ? undefined : thread.messages.get(messageKey);
	if (posted) return { result: 'unchanged', message: posted, thread };
	return await reply(call, thread);
}

async function createThread(call: Keyed): Promise<Outcome & InThread> {
	const { posts, twake, place, input, hint } = call;
	const { threadKey, messageKey, draft, newThreadText, isChecked } = input;
	if (isChecked) await visibilityOf(call, place);
	const text = newThreadText ?? draft.text;
	const keys = { thread: threadKey, message: messageKey };
	const first = { ...draft, text, context: withKeys(draft.context, keys) };
	const { message, filesRefused } = await posts.create([place], first);
	return await twake.requester.afterWriting(async () => {
		const { id } = await twake.keyedThreads.oldest(place, threadKey, message);
		if (id === message.id) {
			const messages = new Map(messageKey === undefined ? [] : [[messageKey, message]]);
			return { result: 'created', message, ...toldOf(filesRefused), thread: { id, messages } };
		}
		const { company } = place;
		await twake.messages.delete({ company, thread: message.id, message: message.id });
		hint(takenBack(`began a thread with the key ${quote(threadKey)}`, [message.id]), 'warning');
		// Who began the other thread may have posted this very message.
		const other = await twake.keyedThreads.find(place, threadKey, id);
		const outcome = await post(call, other ?? { id, messages: new Map() });
		return { ...outcome, taken_back: [message.id, ...(outcome.taken_back ?? [])] };
	});
}

async function reply(call: Keyed, thread: KeyedThread): Promise<Outcome & InThread> {
	const { posts, twake, place, input, mayJoin, hint } = call;
	const { draft, messageKey } = input;
	const keyed = { ...draft, context: withKeys(draft.context, { message: messageKey }) };
	const where = { company: place.company, thread: thread.id };
	const { message, filesRefused } = await posts.reply(where, keyed, mayJoin);
	const told = toldOf(filesRefused);
	if (messageKey === undefined) return { result: 'replied', message, ...told, thread };
	return await twake.requester.afterWriting(async () => {
		const { messages, twins } = await twake.keyedThreads.afterPosting(where, messageKey, message);
		const ids = twins.map(({ id }) => id);
		for (const id of ids) await twake.messages.delete({ ...where, message: id });
		if (ids.length > 0)
			hint(takenBack(`posted a message with the key ${quote(messageKey)}`, ids), 'warning');
		const kept = messages.get(messageKey) ?? message;
		const isOurs = kept.id === message.id;
		const known = new Map([...thread.messages, ...messages, [messageKey, kept]]);
		return {
			result: isOurs ? 'replied' : 'unchanged',
			message: kept,
			...(ids.length > 0 && { taken_back: ids }),
			...(isOurs && told),
			thread: { id: thread.id, messages: known },
		};
	});
}

function takenBack(what: string, ids: string[]): string {
	return `Another process of n8n ${what} at the same moment. The earlier one stays; deleted again: ${ids.join(', ')}`;
}
