import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { BoundedMap } from '../../shared/bounded-map';
import { isObject } from '../../shared/json';
import { first } from '../../shared/pages';
import { interactive, Requester } from '../../shared/request';
import { answered } from '../../shared/webhook-answer';
import { TwakeApi } from '../api';
import { ownContext } from '../api/content';
import type { Message } from '../api/content';
import { enteredIn } from '../api/login';
import { ADDRESS, isOfQuestion, REPLY_ADDRESS } from '../api/questions';
import { twakeService } from '../api/service';
import type { Delivery } from './delivery';
import { eventOf, hookedMessage, messageOf } from './events';

/**
 * Twake has one address for all events of an application, so a click on a question's button, or a
 * reply to a question, goes to the trigger. The trigger passes the signed delivery on to the waiting
 * execution, which verifies it.
 */

export const SIGNATURE = 'x-twake-signature';
export const CLOSED = {
	status: 409,
	message: 'This question has been answered, or it was withdrawn.',
};

/** How far back a reply looks for the question, in messages of the thread. */
const LOOKED_AT = 100;

/** Whether a delivery is a click on a question; it starts no workflow. */
export function isAnswer(delivery: Delivery): boolean {
	return eventOf(delivery) === 'button' && isOfQuestion(delivery.name);
}

/** Passes a click on, and tells the person who clicked what became of it. */
export async function forwardClick(
	context: IWebhookFunctions,
	delivery: Delivery,
	raw: Buffer,
): Promise<IWebhookResponseData> {
	const address = await clickedAddress(context, delivery);
	const { status, message } = address ? await forwardTo(context, address, raw) : CLOSED;
	return answered(context, status, status === 200 ? {} : { message });
}

/**
 * Reads the stored message, which its author wrote, instead of trusting the clicking person's
 * client.
 */
async function clickedAddress(
	context: IWebhookFunctions,
	delivery: Delivery,
): Promise<string | undefined> {
	const clicked = messageOf(delivery);
	const company = clicked?.cache?.company_id ?? delivery.company_id;
	if (!clicked?.id || !clicked.thread_id || !company) return undefined;
	const { twake } = await openTwake(context);
	const place = { company, thread: clicked.thread_id, message: clicked.id };
	const message = await twake.messages.get(place);
	return message && addressIn(context, twake, message, ADDRESS);
}

/** The address of a waiting execution of this n8n, in a message of the application. */
function addressIn(
	context: IWebhookFunctions,
	{ self }: TwakeApi,
	message: Message,
	key: string,
): string | undefined {
	const address = ownContext(message, self.application)?.[key];
	const here = context.getNodeWebhookUrl('default');
	if (typeof address !== 'string' || here === undefined || !URL.canParse(address)) return undefined;
	return new URL(address).host === new URL(here).host ? address : undefined;
}

/** Twake may deliver a reply twice (twake.md §10): the second time, nothing waits any more. */
const taken = new BoundedMap<Promise<boolean>>(1000);

/** Whether a new message was taken as the answer to a question; it then starts no workflow. */
export async function isTakenAsReply(
	context: IWebhookFunctions,
	delivery: Delivery,
	raw: Buffer,
): Promise<boolean> {
	const reply = hookedMessage(delivery);
	// What applications write is no answer, and the first message of a thread is no reply.
	if (!reply?.id || reply.application_id || reply.id === reply.thread_id) return false;
	const known = taken.get(reply.id) ?? offered(context, reply, raw);
	taken.set(reply.id, known);
	return await known;
}

/** Passes a reply on to the questions before it in its thread, the newest first, until one takes it. */
async function offered(context: IWebhookFunctions, reply: Message, raw: Buffer): Promise<boolean> {
	try {
		for (const address of await askedBefore(context, reply)) {
			if ((await forwardTo(context, address, raw)).status === 200) return true;
		}
	} catch (failure) {
		// It is a message all the same.
		context.logger.warn('Whether a reply answers a question could not be found out', {
			reason: failure instanceof Error ? failure.message : String(failure),
		});
	}
	return false;
}

async function askedBefore(
	context: IWebhookFunctions,
	{ thread_id: thread, cache, created_at: written }: Message,
): Promise<string[]> {
	const addresses: string[] = [];
	if (!cache) return addresses;
	const { twake } = await openTwake(context);
	const messages = twake.messages.list({ company: cache.company_id, thread }, 'newest');
	for await (const message of first(messages, LOOKED_AT)) {
		const address = addressIn(context, twake, message, REPLY_ADDRESS);
		if (address !== undefined && message.created_at < written) addresses.push(address);
	}
	return addresses;
}

async function forwardTo(
	context: IWebhookFunctions,
	url: string,
	raw: Buffer,
): Promise<{ status: number; message?: string }> {
	const answer: unknown = await context.helpers.httpRequest({
		method: 'POST',
		url,
		body: raw,
		headers: {
			'content-type': 'application/json',
			[SIGNATURE]: String(context.getRequestObject().headers[SIGNATURE]),
		},
		ignoreHttpStatusErrors: true,
		timeout: 30_000,
	});
	// For an execution that no longer waits, n8n itself answers with a page.
	if (!isObject(answer) || typeof answer.status !== 'number') return CLOSED;
	return { status: answer.status, message: String(answer.message ?? '') };
}

export async function openTwake(context: IWebhookFunctions) {
	const { privateKey, applicationId } = enteredIn(
		await context.getCredentials(twakeService.credential),
	);
	const requester = await Requester.open(context, twakeService, interactive);
	return { twake: new TwakeApi(requester, applicationId), privateKey };
}
