import type { INodeProperties } from 'n8n-workflow';
import { quote } from '../../../shared/text';
import { WEBHOOK_EVENTS } from '../../api/webhooks';
import type { Webhook } from '../../api/webhooks';
import type { Resource } from '../operation/context';
import { webhookLocator } from '../fields';
import type { ChatwootParameters } from '../operation/parameters';
import {
	createRecord,
	deleteRecord,
	getManyRecords,
	getRecord,
	given,
	updateRecord,
} from '../records/records';
import type { RecordKind } from '../records/records';
import { webUrl } from '../operation/urls';

const webhooks: RecordKind<Webhook> = {
	one: 'a webhook',
	many: 'webhooks',
	locator: webhookLocator('The webhook to work on'),
	records: (api) => api.webhooks,
};

const urlField: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	default: '',
	placeholder: 'https://n8n.example.com/webhook/chatwoot',
	description:
		'Where the events are sent, with http:// or https://. A user and password in it are sent as Basic auth. Only one webhook of the account can have it.',
};

const eventsField: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	options: WEBHOOK_EVENTS.map((value) => ({ name: titleOf(value), value })),
	default: ['message_created'],
	description:
		'The events to be sent, of all inboxes. Inbox events are only sent by servers that have them switched on.',
};

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	description: 'A name for the list of webhooks in Chatwoot; since version 4.8',
};

function titleOf(event: string): string {
	const words = event.split('_').map((word) => `${word[0].toUpperCase()}${word.slice(1)}`);
	return words.join(' ').replace('Webwidget', 'Web Widget');
}

/** Left out, empty or as text they would become the eight default events (chatwoot.md §10). */
function eventsFrom(param: ChatwootParameters, path: string): string[] {
	const events = param.names(path);
	const known: readonly string[] = WEBHOOK_EVENTS;
	const wrong = events.find((event) => !known.includes(event));
	if (wrong === undefined) return [...new Set(events)];
	return param.refuse(
		path,
		`holds an unknown event: ${quote(wrong)}`,
		`There are: ${known.join(', ')}.`,
	);
}

export const webhook: Resource = {
	name: 'Webhook',
	value: 'webhook',
	description: 'Addresses that get the events of the account',
	operations: [
		createRecord(webhooks, {
			description:
				'Let Chatwoot send events of the account to an address. The secret for the signatures is not put out: find it in Chatwoot under Settings > Integrations > Webhooks.',
			access: 'administrator',
			properties: [
				urlField,
				eventsField,
				{
					displayName: 'Additional Fields',
					name: 'additionalFields',
					type: 'collection',
					placeholder: 'Add Field',
					default: {},
					options: [nameField],
				},
			],
			fieldsFrom(param) {
				const url = webUrl(param, 'url') ?? param.refuse('url', 'is empty');
				const subscriptions = eventsFrom(param, 'events');
				if (subscriptions.length === 0) param.refuse('events', 'is empty', 'Choose at least one.');
				const name = param.trimmed('additionalFields.name');
				return { url, subscriptions, ...given({ name }) };
			},
		}),
		deleteRecord(webhooks, {
			description: 'Delete a webhook: its events end at once',
			access: 'administrator',
		}),
		getRecord(webhooks, { description: 'Get one webhook', access: 'administrator' }),
		getManyRecords(webhooks, {
			description: 'Get the webhooks of the account',
			access: 'administrator',
		}),
		updateRecord(webhooks, {
			description: 'Change the address, the events or the name of a webhook; its secret stays',
			access: 'administrator',
			options: [eventsField, nameField, urlField],
			fieldsFrom(param) {
				const subscriptions = eventsFrom(param, 'updateFields.events');
				return given({
					url: webUrl(param, 'updateFields.url'),
					subscriptions: subscriptions.length > 0 ? subscriptions : undefined,
					name: param.trimmed('updateFields.name'),
				});
			},
		}),
	],
};
