import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/**
 * Answers the call of a webhook at once, in JSON. That is also the only way to make n8n store what
 * the call has changed in the static data: when n8n answers itself, it drops that (2.40.7).
 */
export function answered(
	context: IWebhookFunctions,
	status: number,
	body: IDataObject,
): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}
