import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { KeptQuestion } from '../../shared/asking/question';
import { closeQuestion, handOver, openQuestion, receiveAnswer } from '../../shared/asking/receive';
import { interactive } from '../../shared/request';
import { shortened } from '../../shared/text';
import { answered } from '../../shared/webhook-answer';
import { TwakeChatApi } from '../api';
import { contentOf } from '../api/content';
import type { Draft } from '../api/content';
import { userOutput } from '../api/output';
import { answeredEdit, answerIn, NO, plainLine, YES } from '../api/questions';
import { openRequester } from '../api/service';
import { hashOf, Transactions } from '../api/transactions';
import type { FoundUser } from '../api/users';

/** How much of a written answer the question shows, in characters. */
const MOST_SHOWN = 1_000;

/**
 * Handles a request to the address of a waiting node: from somebody on its page, or from the
 * trigger, with the ID of an event. Whoever knows the address can send that, so the event is read
 * from the server.
 */
export async function receiveForQuestion(
	context: IWebhookFunctions,
): Promise<IWebhookResponseData> {
	const question = openQuestion(context);
	if (question?.by !== 'chat') return await receiveOnPage(context, question);
	const { event: id } = context.getBodyData();
	const { room_id: room, message_id: message, answering, may_answer: allowed } = question;
	if (typeof id !== 'string') return told(context, false);
	const chat = await opened(context);
	const event = await chat.messages.get({ room: String(room), message: id });
	const data = event && answerIn(event, message, answering);
	if (!data || event.sender === (await chat.account.me())) return told(context, false);
	const isAllowed = !Array.isArray(allowed) || allowed.some((user) => user === event.sender);
	if (!isAllowed || !openQuestion(context)) return told(context, false);
	const json = closeQuestion(question, data);
	const person = await personOf(chat, event.sender);
	json.respondedBy = userOutput(person);
	await showAnswer(context, chat, question, data, { answer: id, by: nameOf(person) });
	return { ...told(context, true), ...handOver(context, question, { json }) };
}

async function receiveOnPage(
	context: IWebhookFunctions,
	question: KeptQuestion | undefined,
): Promise<IWebhookResponseData> {
	const response = await receiveAnswer(context);
	const json = response.workflowData?.[0]?.[0]?.json;
	if (json && question) {
		await showAnswer(context, await opened(context), question, json.data as IDataObject, {});
	}
	return response;
}

/** Shows in the question what was answered. If that fails, the answer still counts. */
async function showAnswer(
	context: IWebhookFunctions,
	chat: TwakeChatApi,
	{ id, text, format, room_id, message_id, answering }: KeptQuestion,
	data: IDataObject,
	{ answer, by }: { answer?: string; by?: string },
): Promise<void> {
	const labels = answering.kind === 'approval' ? answering : undefined;
	const choice = data.approved === true ? `${YES} ${labels?.approve}` : `${NO} ${labels?.decline}`;
	const written = typeof data.text === 'string' ? shortened(data.text, MOST_SHOWN) : YES;
	const line = plainLine(
		[labels ? choice : written, ...(by === undefined ? [] : [by])].join(' – '),
	);
	const draft = { text, format: format as Draft['format'], kind: 'm.text' } as const;
	const question = contentOf({ ...draft, mentions: [], mentionsRoom: false });
	const [room, message] = [String(room_id), String(message_id)];
	const mark = { n8n: hashOf([context.getInstanceId()]), answer };
	const edit = answeredEdit(message, question, line, mark);
	await chat.messages
		.send({ room }, edit, new Transactions(id), ['answered', message])
		.catch((failure: Error) => {
			context.logger.warn('The message of an answered question could not be changed', {
				reason: failure.message,
			});
		});
}

async function personOf({ users }: TwakeChatApi, id: string): Promise<FoundUser> {
	return (await users.get(id).catch(() => undefined)) ?? { user_id: id };
}

const nameOf = ({ user_id: id, display_name: name }: FoundUser): string => name ?? id;

function told(context: IWebhookFunctions, isTaken: boolean): IWebhookResponseData {
	return answered(context, 200, { isTaken });
}

async function opened(context: IWebhookFunctions): Promise<TwakeChatApi> {
	return new TwakeChatApi(await openRequester(context, interactive));
}
