import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { BoundedMap } from '../bounded-map';
import { clock } from '../retry';
import { isSameSecret } from '../signature';
import { answerFrom } from './answer';
import { closedPage, questionPage, thanksPage } from './page';
import { keptQuestion } from './question';
import type { KeptQuestion } from './question';
import { postedIn, stored } from './uploads';

/** Two answers can arrive before n8n has taken the first; only the first counts. */
const answered = new BoundedMap<true>(1000);

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
	return { ...show(context, 200, thanksPage()), workflowData: [[item]] };
}

/** The question of the waiting execution, if it is still open and the address belongs to it. */
export function openQuestion(context: IWebhookFunctions): KeptQuestion | undefined {
	const question = keptQuestion(context.evaluateExpression('{{ $json.question }}'));
	const { wait } = context.getQueryData() as IDataObject;
	const isOpen = question && isSameSecret(wait, question.id) && !answered.get(question.id);
	return isOpen ? question : undefined;
}

/** The item with which the workflow continues; from here on the question is closed. */
export function closeQuestion(question: KeptQuestion, data: IDataObject): IDataObject {
	answered.set(question.id, true);
	const asked: IDataObject = { ...question };
	delete asked.id;
	delete asked.answering;
	const respondedAt = new Date(clock.now()).toISOString();
	return { data, respondedAt, timedOut: false, question: asked };
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
