import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import {
	closeQuestion,
	handOver,
	openQuestion,
	receiveAnswer,
} from '../../../shared/asking/receive';
import { interactive, Requester } from '../../../shared/request';
import { ChatwootApi } from '../../api';
import { chatwootService } from '../../api/service';
import { replyTo } from './reply';

/**
 * Handles a request to a waiting question: from somebody on its page, or from Chatwoot with news.
 */
export async function receiveForQuestion(
	context: IWebhookFunctions,
): Promise<IWebhookResponseData> {
	const question = openQuestion(context);
	if (question?.by !== 'reply') return receiveAnswer(context);
	const { account_id, conversation_id, message_id, webhook_id, answering } = question;
	const requester = await Requester.open(context, chatwootService, interactive);
	const api = new ChatwootApi(requester).account(Number(account_id));
	const data = await replyTo(api, Number(conversation_id), Number(message_id), answering);
	if (!data || !openQuestion(context)) return { webhookResponse: {} };
	const json = closeQuestion(question, data);
	await api.webhooks.attemptDelete(Number(webhook_id));
	return { webhookResponse: {}, ...handOver(context, question, { json }) };
}
