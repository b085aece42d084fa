import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { BoundedMap } from '../bounded-map';
import { clock } from '../retry';
import { isSameSecret } from '../signature';
import { answerFrom } from './answer';
import { knocker } from './knock';
import type { Knock } from './knock';
import { closedPage, questionPage, thanksPage } from './page';
import { keptQuestion } from './question';
import type { KeptQuestion } from './question';
import { postedIn, stored } from './uploads';

/**
 * The answers to questions, by the ID of the question, and since when n8n has to take them. Two can
 * arrive before n8n has taken the first; only the first counts.
 */
const answers = new BoundedMap<Answered>(1000);

interface Answered {
	item?: INodeExecutionData;
	since: number;
	/** What is to be done once n8n has taken it. */
	then?(): Promise<void>;
}

/** How long n8n may need to take an answer, in ms. */
const TAKING = 10_000;

/** How often n8n is reminded of an answer, after growing pauses: the last one comes after 20 minutes. */
const REMINDERS = 7;

/**
 * Handles a request to the address of a waiting node. An answer that n8n has not taken although it had
 * the time is handed over again: while it starts, n8n refuses answers for a moment (n8n.md §11).
 */
export async function resume(
	context: IWebhookFunctions,
	receive: (context: IWebhookFunctions) => Promise<IWebhookResponseData>,
): Promise<IWebhookResponseData> {
	const question = questionOf(context);
	const answer = question && answers.get(question.id);
	if (!answer?.item || clock.now() - answer.since < TAKING) return await receive(context);
	answer.since = clock.now();
	return { webhookResponse: closedPage(), ...handedOver(context, answer.item, answer.then) };
}

/**
 * Handles a request to the address of a question that a node waits on. Only a POST decides, because
 * link previews and mail scanners GET whatever address they see.
 */
export async function receiveAnswer(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const question = openQuestion(context);
	if (!question || question.by !== undefined) return show(context, 410, closedPage());
	const { approved } = context.getQueryData() as IDataObject;
	if (context.getRequestObject().method !== 'POST') {
		return show(context, 200, questionPage(question, approved));
	}
	const posted = postedIn(context);
	const answer = answerFrom(question.answering, posted, approved);
	if ('problems' in answer) {
		return show(context, 422, questionPage(question, approved, posted.fields, answer.problems));
	}
	const { data, files = [] } = answer;
	const binary = await stored(context, files);
	// Another answer may have come while the files were stored.
	if (!openQuestion(context)) return show(context, 410, closedPage());
	const item = { json: closeQuestion(question, data), ...(files.length > 0 && { binary }) };
	return { ...show(context, 200, thanksPage()), ...handOver(context, question, item) };
}

/** The question of the waiting execution, if it is still open and the address belongs to it. */
export function openQuestion(context: IWebhookFunctions): KeptQuestion | undefined {
	const question = questionOf(context);
	return question && !answers.get(question.id) ? question : undefined;
}

function questionOf(context: IWebhookFunctions): KeptQuestion | undefined {
	const question = keptQuestion(context.evaluateExpression('{{ $json.question }}'));
	const { wait } = context.getQueryData() as IDataObject;
	return question && isSameSecret(wait, question.id) ? question : undefined;
}

/** What the workflow continues with; from here on the question is closed. */
export function closeQuestion(question: KeptQuestion, data: IDataObject): IDataObject {
	answers.set(question.id, { since: clock.now() });
	const asked: IDataObject = { ...question };
	delete asked.id;
	delete asked.answering;
	const respondedAt = new Date(clock.now()).toISOString();
	return { data, respondedAt, timedOut: false, question: asked };
}

/**
 * The answer for n8n, which is reminded of it until it has taken it. A response that is left to n8n
 * is sent after that, or is an error: of two answers in two processes n8n takes one (design.md §9).
 */
export function handOver(
	context: IWebhookFunctions,
	{ id }: KeptQuestion,
	item: INodeExecutionData,
	then?: Answered['then'],
): Pick<IWebhookResponseData, 'workflowData'> {
	answers.set(id, { item, since: clock.now(), then });
	void remind(knocker(context), context.getSignedResumeUrl({ wait: id }));
	return handedOver(context, item, then);
}

function handedOver(
	context: IWebhookFunctions,
	item: INodeExecutionData,
	then: Answered['then'],
): Pick<IWebhookResponseData, 'workflowData'> {
	const response = context.getResponseObject();
	response.once('finish', () => {
		if (response.statusCode < 400) void then?.();
	});
	return { workflowData: [[item]] };
}

async function remind(knock: Knock, address: string): Promise<void> {
	for (let time = 0; time < REMINDERS; time++) {
		await clock.later(TAKING * 2 ** time);
		if (['runs', 'over'].includes(await knock(address))) return;
	}
}

function show(context: IWebhookFunctions, status: number, html: string): IWebhookResponseData {
	context
		.getResponseObject()
		.status(status)
		.set({
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'no-store',
			'referrer-policy': 'no-referrer',
			'x-content-type-options': 'nosniff',
			'content-security-policy':
				"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
		})
		.send(html);
	return { noWebhookResponse: true };
}
