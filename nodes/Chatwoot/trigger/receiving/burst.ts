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
import { fitsState, dependsOnState } from './filter';
import type { Filter } from '../settings';

/** Notes that the customer is typing, which prolongs the current burst. */
export function noteTyping(
	context: IWebhookFunctions,
	event: ChatwootEvent,
	registration: Registration | undefined,
): void {
	if (event.name !== 'conversation_typing_on' || event.actor?.kind !== 'contact') return;
	memories.of(context).bursts.prolong(keyOf(event, registration));
}

/** Whether an event can be part of a burst: a message by the customer. */
export function isOfCustomer({ name, conversation, message }: ChatwootEvent): boolean {
	const isPublic = message?.message_type === 'incoming' && message.private !== true;
	return name === 'message_created' && isPublic && typeof conversation?.id === 'number';
}

/**
 * What the customer has written since the last answer, once no more arrives; undefined when another
 * message starts the run, somebody has answered, or the conversation no longer matches the filter.
 * The server decides: the other messages may have gone to another process of n8n, or have arrived
 * before a restart.
 */
export async function burstOf(
	context: IWebhookFunctions,
	event: ChatwootEvent,
	registration: Registration,
	pauses: Pauses,
	filter: Filter,
): Promise<IDataObject[] | undefined> {
	const id = Number(event.body.id);
	// A test listens only once, and somebody is waiting for it.
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
			!dependsOnState(filter) || fitsState(await conversations.get(conversation), filter);
		return isWanted ? open.map(asDelivered) : undefined;
	} catch (error) {
		const reason = (error as Error).message;
		context.logger.warn(`Chatwoot could not be asked what is unanswered: ${reason}`);
		// Answering only part of it is better than not answering the customer at all.
		return heard;
	}
}

function keyOf({ conversation }: ChatwootEvent, registration: Registration | undefined): string {
	return `${scopeOf(registration)} ${String(conversation?.id)}`;
}
