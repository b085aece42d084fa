import type { IDataObject } from 'n8n-workflow';
import { withKey } from '../../api/mark';
import type { NewMessage } from '../../api/new-message';
import { sendOrDoWithout } from '../../api/refused-files';
import type { MessageWithFiles } from '../../api/refused-files';
import type { Message } from '../../api/types';
import { newsSince } from '../messaging/newer';
import { partsOf } from '../messaging/several';
import type { Several } from '../messaging/several';
import type { Call } from '../operation/operation';
import { keptOf, messageAfter, partKey } from './message-key';

type Writer = Pick<Call<unknown>, 'api' | 'chatwoot' | 'param' | 'hint'>;

/** A message ready to be written. */
export interface Writing extends MessageWithFiles {
	conversation: number;
	/** The key by which it is recognised when it is about to be written again. */
	key?: string;
	/** The existing messages with that key, by their parts. */
	found: Array<Message | undefined>;
	/** The message that it answers; anything new since then prevents writing. */
	since?: number;
	several?: Several;
}

/** What was written; `news` if something new prevented the rest. */
export interface Written {
	messages: Message[];
	isNew: boolean;
	/** Those with the same key that were deleted again. */
	takenBack: number[];
	news?: IDataObject;
	/** Why the files were left out. */
	filesRefused?: string;
}

/**
 * Writes a message, or its parts one after the other, each only if it does not exist yet and
 * nothing is new. Callers must hold the turn of the conversation. A failure after the first part
 * says what has been written.
 */
export async function write(writer: Writer, writing: Writing): Promise<Written> {
	const { api, chatwoot, param } = writer;
	const { conversation, message, files, insteadOfFiles, key, found, since, several } = writing;
	const parts = several ? partsOf(message, several.texts) : [message];
	const messages: Message[] = [];
	const takenBack: number[] = [];
	let isNew = false;
	let filesRefused: string | undefined;
	try {
		for (const [index, part] of parts.entries()) {
			const own = key === undefined ? undefined : partKey(key, index);
			const before = messages.at(-1);
			const known = found[index];
			if (known) {
				messages.push(known);
				continue;
			}
			if (several && before) await typeFor(writer, conversation, several, part);
			// Another process may have written it during the typing, after the part before.
			const meanwhile =
				own !== undefined && before
					? await messageAfter(chatwoot, api, conversation, before.id, own)
					: undefined;
			const ids = new Set(messages.map(({ id }) => id));
			const news = meanwhile ? undefined : await newsSince(param, api, conversation, since, ids);
			if (several && before && (meanwhile || news)) {
				await showTyping(writer, conversation, several, part, 'off');
			}
			if (news) return { messages, isNew, takenBack, news };
			if (meanwhile) {
				messages.push(meanwhile);
				continue;
			}
			const isLast = index === parts.length - 1;
			const keyed = own === undefined ? part : withKey(part, own);
			const sent = await sendOrDoWithout(
				{ message: keyed, files: isLast ? files : [], insteadOfFiles },
				async (...sendable) => await api.messages.attemptCreate(conversation, ...sendable),
			);
			const created = sent.body;
			filesRefused = sent.filesRefused;
			const kept = own === undefined ? undefined : await keptOf(writer, conversation, own, created);
			messages.push(kept?.message ?? created);
			takenBack.push(...(kept?.takenBack ?? []));
			isNew ||= messages.at(-1)!.id === created.id;
		}
	} catch (failure) {
		throw api.requester.failedAfter(failure, progressOf(messages, parts.length, key));
	}
	return { messages, isNew, takenBack, filesRefused };
}

async function typeFor(
	writer: Writer,
	conversation: number,
	several: Several,
	part: NewMessage,
): Promise<void> {
	await showTyping(writer, conversation, several, part, 'on');
	await writer.api.requester.wait(several.typingMs(part.content?.length ?? 0));
}

/**
 * Only cosmetic: a server that refuses it does not prevent writing the message. Not shown for
 * notes, which are internal, nor for incoming messages: agents' API cannot show customers as
 * typing.
 */
async function showTyping(
	{ api, hint }: Writer,
	conversation: number,
	{ typingMs }: Several,
	{ message_type, private: isNote }: NewMessage,
	typing_status: 'on' | 'off',
): Promise<void> {
	if (typingMs(1) === 0 || message_type === 'incoming') return;
	const result = await api.conversationChanges.attemptTyping(conversation, {
		typing_status,
		is_private: isNote ?? false,
	});
	if ('error' in result) {
		hint(`Nobody was seen typing between the messages: ${result.error.message}`, 'warning');
	}
}

/** How far it got, for people who decide whether to run it again. */
function progressOf(
	messages: Message[],
	count: number,
	key: string | undefined,
): string | undefined {
	if (messages.length === 0) return undefined;
	const ids = messages.map(({ id }) => id).join(', ');
	const again =
		key === undefined
			? 'Running the item again would write them again. With a Message Key, Message > Create goes on where it stopped.'
			: 'Run the item again: they are not written a second time.';
	return `Written so far, ${messages.length} of ${count} messages: ${ids}. ${again}`;
}
