import type { IDataObject } from 'n8n-workflow';
import type { Answering } from '../../../shared/asking/question';
import { isObject } from '../../../shared/json';
import type { AccountApi } from '../../api';
import { INCOMING } from '../../api/message-kinds';
import type { Message } from '../../api/types';
import { messageOutput } from '../message/output';

/**
 * The customer's answer arrives as the next message of the conversation. A webhook per question
 * tells the waiting execution that something is new; what it is, is read from the server.
 */

/**
 * The longest time that a question waits for a reply, in ms: its webhook must be removed some day.
 */
export const LONGEST = 30 * 86_400_000;

/** What the customer answered to a message, if anything: a choice in it, or the next messages. */
export async function replyTo(
	api: AccountApi,
	conversation: number,
	message: number,
	answering: Answering,
): Promise<IDataObject | undefined> {
	const result = await api.messages.attemptSince(conversation, message);
	if ('error' in result) throw result.error;
	const chosen = chosenIn(result.body.find(({ id }) => id === message));
	if (chosen) return dataOf(answering, chosen.title, { value: chosen.value });
	const reply = result.body.find(
		({ id, message_type }) => id > message && message_type === INCOMING,
	);
	if (!reply) return undefined;
	return dataOf(answering, reply.content ?? '', {
		message: messageOutput(reply, api.requester),
	});
}

function chosenIn(message: Message | undefined): { title: string; value: string } | undefined {
	const submitted = message?.content_attributes.submitted_values;
	const first: unknown = Array.isArray(submitted) ? submitted[0] : undefined;
	if (!isObject(first)) return undefined;
	return { title: String(first.title ?? first.value), value: String(first.value) };
}

/** `approved` is null when the words match neither choice. */
function dataOf(answering: Answering, text: string, more: IDataObject): IDataObject {
	if (answering.kind !== 'approval') return { text, ...more };
	const is = (label: string | undefined) =>
		label?.trim().toLowerCase() === text.trim().toLowerCase();
	const approved = is(answering.approve) ? true : is(answering.decline) ? false : null;
	return { approved, text, ...more };
}
