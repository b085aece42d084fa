import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { KeptQuestion } from '../../shared/asking/question';
import { openQuestion, receiveAnswer, closeQuestion } from '../../shared/asking/receive';
import { isObject } from '../../shared/json';
import { interactive, Requester } from '../../shared/request';
import { isSigned } from '../../shared/signature';
import { TwakeApi } from '../api';
import { ownContext } from '../api/content';
import { enteredIn } from '../api/login';
import { escapeMarkdown } from '../api/markdown';
import { userOutput } from '../api/output';
import { ADDRESS, actionOf, answeredBlocks, choiceIn, isOfQuestion } from '../api/question-buttons';
import { twakeService } from '../api/service';
import type { User } from '../api/users';
import { deliveryIn } from './delivery';
import type { Delivery } from './delivery';
import { eventOf, messageOf } from './events';

/**
 * Twake has one address for all events of an application, so a click on a question's button goes to
 * the trigger. The trigger passes the signed delivery on to the waiting execution, which verifies
 * it.
 */

const SIGNATURE = 'x-twake-signature';
const CLOSED = { status: 409, message: 'This question has been answered, or it was withdrawn.' };

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
	const address = await addressFor(context, delivery);
	const { status, message } = address ? await forwardTo(context, address, raw) : CLOSED;
	context
		.getResponseObject()
		.status(status)
		.json(status === 200 ? {} : { message });
	return { noWebhookResponse: true };
}

/**
 * Reads the stored message, which its author wrote, instead of trusting the clicking person's
 * client.
 */
async function addressFor(
	context: IWebhookFunctions,
	delivery: Delivery,
): Promise<string | undefined> {
	const clicked = messageOf(delivery);
	const company = clicked?.cache?.company_id ?? delivery.company_id;
	if (!clicked?.id || !clicked.thread_id || !company) return undefined;
	const { twake, applicationId } = await openTwake(context);
	const place = { company, thread: clicked.thread_id, message: clicked.id };
	const message = await twake.messages.get(place);
	const address = message && ownContext(message, applicationId)?.[ADDRESS];
	const here = context.getNodeWebhookUrl('default');
	if (typeof address !== 'string' || here === undefined || !URL.canParse(address)) return undefined;
	return new URL(address).host === new URL(here).host ? address : undefined;
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

/** Handles a request to the address of a waiting node. */
export async function receiveForQuestion(
	context: IWebhookFunctions,
): Promise<IWebhookResponseData> {
	const question = openQuestion(context);
	if (question?.by !== 'buttons') return receiveAnswer(context);
	const request = context.getRequestObject();
	const raw = (request as { rawBody?: Buffer }).rawBody ?? Buffer.alloc(0);
	const { twake, privateKey } = await openTwake(context);
	if (!isSigned(raw, privateKey, request.headers[SIGNATURE])) {
		return clickResponse(context, 401, 'Only Twake can pass on a click.');
	}
	const delivery = deliveryIn(raw);
	const data = delivery && dataIn(delivery, question);
	if (!delivery || !data) return clickResponse(context, 409, CLOSED.message);
	if ('problem' in data) return clickResponse(context, 422, String(data.problem));
	const user = String(delivery.user_id);
	const allowed = question.may_answer as string[] | undefined;
	if (allowed && !allowed.includes(user)) {
		return clickResponse(context, 403, 'You are none of those who may answer this question.');
	}
	if (!openQuestion(context)) return clickResponse(context, 409, CLOSED.message);
	const json = closeQuestion(question, data);
	const person = await personOf(twake, user);
	json.respondedBy = person ? userOutput(person) : { id: user };
	await showAnswer(context, twake, question, data, person?.username ?? user);
	return { ...clickResponse(context, 200, 'answered'), workflowData: [[{ json }]] };
}

/** The answer in a click; undefined when it is not one to this question. */
function dataIn(
	delivery: Delivery,
	{ id, message_id, answering }: KeptQuestion,
): IDataObject | undefined {
	const choice = choiceIn(delivery.name, id);
	if (!isAnswer(delivery) || choice === undefined || messageOf(delivery)?.id !== message_id) {
		return undefined;
	}
	if (answering.kind === 'approval') {
		const isDeclined = choice === 'no' && answering.decline !== undefined;
		return choice === 'yes' || isDeclined ? { approved: choice === 'yes' } : undefined;
	}
	const text = delivery.content?.form?.[actionOf(id, 'text')];
	if (choice !== 'send') return undefined;
	const isWritten = typeof text === 'string' && text.trim() !== '';
	return isWritten ? { text } : { problem: 'Write an answer first.' };
}

/** Replaces the buttons by who decided. If that fails, the answer still counts. */
async function showAnswer(
	context: IWebhookFunctions,
	twake: TwakeApi,
	{ text, company_id, thread_id, message_id, answering }: KeptQuestion,
	{ approved, text: written }: IDataObject,
	by: string,
): Promise<void> {
	const labels = answering.kind === 'approval' ? answering : undefined;
	const answer = labels
		? approved
			? `✅ ${labels.approve}`
			: `❌ ${labels.decline ?? ''}`
		: escapeMarkdown(String(written));
	const outcome = `${answer} – ${escapeMarkdown(by)}`;
	const place = {
		company: String(company_id),
		thread: String(thread_id),
		message: String(message_id),
	};
	const change = {
		text: `${text}\n\n${outcome}`,
		blocks: answeredBlocks(text, outcome),
		context: {},
	};
	await twake.messages.update(place, change, true).catch((failure: unknown) => {
		context.logger.warn('The message of an answered question could not be changed', {
			reason: failure instanceof Error ? failure.message : String(failure),
		});
	});
}

/** The name that others see, if people can be read at all (twake.md §8). */
async function personOf({ users }: TwakeApi, user: string): Promise<User | undefined> {
	return await users.get(user).catch(() => undefined);
}

function clickResponse(
	context: IWebhookFunctions,
	status: number,
	message: string,
): IWebhookResponseData {
	context.getResponseObject().status(200).json({ status, message });
	return { noWebhookResponse: true };
}

async function openTwake(context: IWebhookFunctions) {
	const { privateKey, applicationId } = enteredIn(
		await context.getCredentials(twakeService.credential),
	);
	const requester = await Requester.open(context, twakeService, interactive);
	return { twake: new TwakeApi(requester, applicationId), privateKey, applicationId };
}
