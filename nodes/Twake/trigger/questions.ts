import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { KeptQuestion } from '../../shared/asking/question';
import { closeQuestion, handOver, openQuestion, receiveAnswer } from '../../shared/asking/receive';
import { isSigned } from '../../shared/signature';
import { shortened } from '../../shared/text';
import { answered } from '../../shared/webhook-answer';
import type { TwakeApi } from '../api';
import { escapeMarkdown } from '../api/markdown';
import { messageOutput, userOutput } from '../api/output';
import { actionOf, choiceIn, notedBlocks } from '../api/questions';
import type { User } from '../api/users';
import { deliveryIn } from './delivery';
import type { Delivery } from './delivery';
import { hookedMessage, messageOf } from './events';
import { CLOSED, isAnswer, openTwake, SIGNATURE } from './forward';

/** How much of a written answer the question shows, in characters. */
const MOST_SHOWN = 1_000;

/** Handles a request to the address of a waiting node. */
export async function receiveForQuestion(
	context: IWebhookFunctions,
): Promise<IWebhookResponseData> {
	const question = openQuestion(context);
	if (question?.by !== 'buttons' && question?.by !== 'reply') return receiveAnswer(context);
	const request = context.getRequestObject();
	const raw = (request as { rawBody?: Buffer }).rawBody ?? Buffer.alloc(0);
	const { twake, privateKey } = await openTwake(context);
	if (!isSigned(raw, privateKey, request.headers[SIGNATURE])) {
		return clickResponse(context, 401, 'Only Twake can pass on an answer.');
	}
	const delivery = deliveryIn(raw);
	const given = delivery && (await answerIn(twake, delivery, question));
	if (!given) return clickResponse(context, 409, CLOSED.message);
	if ('problem' in given) return clickResponse(context, 422, given.problem);
	const { data, user } = given;
	const allowed = question.may_answer as string[] | undefined;
	if (allowed && !allowed.includes(user)) {
		return clickResponse(context, 403, 'You are none of those who may answer this question.');
	}
	if (!openQuestion(context)) return clickResponse(context, 409, CLOSED.message);
	const json = closeQuestion(question, data);
	const person = await personOf(twake, user);
	json.respondedBy = person ? userOutput(person) : { id: user };
	// Of two clicks at once in two processes, the message shows the one that n8n takes.
	const show = async () =>
		await showAnswer(context, twake, question, data, person?.username ?? user);
	const webhookResponse = { status: 200, message: 'answered' };
	return { webhookResponse, ...handOver(context, question, { json }, show) };
}

/** What somebody answered, or what is wrong with it. */
type Given = { data: IDataObject; user: string } | { problem: string };

/** The answer in a delivery; undefined when it holds none to this question. */
async function answerIn(
	twake: TwakeApi,
	delivery: Delivery,
	question: KeptQuestion,
): Promise<Given | undefined> {
	return question.by === 'reply'
		? await replyIn(twake, delivery, question)
		: clickIn(delivery, question);
}

/** Both messages are read from the server: nobody can pretend a reply, or give an old one again. */
async function replyIn(
	twake: TwakeApi,
	delivery: Delivery,
	{ company_id, thread_id, message_id }: KeptQuestion,
): Promise<Given | undefined> {
	const id = hookedMessage(delivery)?.id;
	if (!id) return undefined;
	const place = { company: String(company_id), thread: String(thread_id) };
	const [asked, reply] = await Promise.all(
		[String(message_id), id].map(
			async (message) => await twake.messages.get({ ...place, message }),
		),
	);
	if (!asked || !reply || reply.thread_id !== thread_id || reply.application_id) return undefined;
	const text = reply.subtype === 'deleted' ? '' : reply.text.trim();
	if (text === '' || reply.created_at <= asked.created_at) return undefined;
	return { data: { text, message: messageOutput(reply, twake.self) }, user: reply.user_id };
}

function clickIn(
	delivery: Delivery,
	{ id, message_id, answering }: KeptQuestion,
): Given | undefined {
	const choice = choiceIn(delivery.name, id);
	if (!isAnswer(delivery) || choice === undefined || messageOf(delivery)?.id !== message_id) {
		return undefined;
	}
	const user = String(delivery.user_id);
	if (answering.kind === 'approval') {
		const isDeclined = choice === 'no' && answering.decline !== undefined;
		const isChoice = choice === 'yes' || isDeclined;
		return isChoice ? { data: { approved: choice === 'yes' }, user } : undefined;
	}
	const text = delivery.content?.form?.[actionOf(id, 'text')];
	if (choice !== 'send') return undefined;
	const isWritten = typeof text === 'string' && text.trim() !== '';
	return isWritten ? { data: { text }, user } : { problem: 'Write an answer first.' };
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
		: escapeMarkdown(shortened(String(written), MOST_SHOWN));
	const outcome = `${answer} – ${escapeMarkdown(by)}`;
	const place = {
		company: String(company_id),
		thread: String(thread_id),
		message: String(message_id),
	};
	const change = {
		text: `${text}\n\n${outcome}`,
		blocks: notedBlocks(text, outcome),
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
	return answered(context, 200, { status, message });
}
