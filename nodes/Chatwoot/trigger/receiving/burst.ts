import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { interactive, Requester } from '../../../shared/request';
import { ChatwootApi } from '../../api';
import { chatwootService } from '../../api/service';
import { unanswered } from '../../api/unanswered';
import { memories } from '../memory';
import { scopeOf } from '../registration';
import type { Registration } from '../registration';
import { asDelivered } from './event';
import type { ChatwootEvent } from './event';
import type { Pauses } from './bursts';
import { fitsState, mindsState } from './filter';
import type { Filter } from '../settings';

/** What the customer goes on with counts for the burst that is going on. */
export function noteTyping(
	context: IWebhookFunctions,
	event: ChatwootEvent,
	registration: Registration | undefined,
): void {
	if (event.name !== 'conversation_typing_on' || event.actor?.kind !== 'contact') return;
	memories.of(context).bursts.prolong(keyOf(event, registration));
}

/** Whether an event can be part of a burst: the customer wrote. */
export function isOfCustomer({ name, conversation, message }: ChatwootEvent): boolean {
	const isPublic = message?.message_type === 'incoming' && message.private !== true;
	return name === 'message_created' && isPublic && typeof conversation?.id === 'number';
}

/**
 * What the customer has written since the last answer, once no more comes; undefined when another
 * message starts the run, somebody has answered, or the conversation is no longer as the filter wants
 * it. The server is the judge: the other messages may have gone to another process of n8n, or come
 * before it was started again.
 */
export async function burstOf(
	context: IWebhookFunctions,
	event: ChatwootEvent,
	registration: Registration,
	pauses: Pauses,
	filter: Filter,
): Promise<IDataObject[] | undefined> {
	const id = Number(event.body.id);
	// A test listens once, and somebody waits for it.
	const isTest = context.getMode() === 'manual';
	const { bursts } = memories.of(context);
	const heard = isTest
		? [event.body]
		: await bursts.end(keyOf(event, registration), id, event.body, pauses);
	if (!heard) return undefined;
	try {
		const requester = await Requester.open(context, chatwootService, interactive);
		const { messages, conversations } = new ChatwootApi(requester).account(registration.account);
		const conversation = Number(event.conversation?.id);
		const open = await unanswered(messages, conversation);
		if (open.at(-1)?.id !== id) return undefined;
		// Somebody may have taken over while the customer was writing.
		const isWanted =
			!mindsState(filter) || fitsState(await conversations.get(conversation), filter);
		return isWanted ? open.map(asDelivered) : undefined;
	} catch (error) {
		const reason = (error as Error).message;
		context.logger.warn(`Chatwoot could not be asked what is unanswered: ${reason}`);
		// A customer without an answer is worse than an answer to a part.
		return heard;
	}
}

function keyOf({ conversation }: ChatwootEvent, registration: Registration | undefined): string {
	return `${scopeOf(registration)} ${String(conversation?.id)}`;
}
