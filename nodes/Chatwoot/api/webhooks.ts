import type { IDataObject } from 'n8n-workflow';
import type { AccountPlace } from './account-part';
import { RecordsApi } from './records';

/** A subscription to events of an account; its secret signs what is sent (chatwoot.md §10). */
export interface Webhook extends IDataObject {
	id: number;
	name: string | null;
	url: string;
	account_id: number;
	subscriptions: string[];
	/** Missing before 4.11.2. */
	secret?: string;
	inbox?: { id: number; name: string };
}

/** The events that 4.15 offers; older servers refuse the newer ones (chatwoot.md §10). */
export const WEBHOOK_EVENTS = [
	'contact_created',
	'contact_updated',
	'conversation_created',
	'conversation_status_changed',
	'conversation_typing_off',
	'conversation_typing_on',
	'conversation_updated',
	'inbox_created',
	'inbox_updated',
	'message_created',
	'message_updated',
	'webwidget_triggered',
] as const;

/**
 * Account webhooks (chatwoot.md §10): all calls need an administrator, and there is no GET of a
 * single one.
 */
export class WebhooksApi extends RecordsApi<Webhook> {
	constructor(place: AccountPlace) {
		super(place, {
			noun: 'webhook',
			path: 'webhooks',
			bodyKey: 'webhook',
			listIn: ['payload', 'webhooks'],
			recordIn: ['payload', 'webhook'],
			isOnlyListed: true,
			hint: 'Most often another webhook of the account has this URL already, or an event is newer than the server.',
		});
	}
}
