import { quote } from '../../../shared/text';
import { WEBHOOK_EVENTS } from '../../api/webhooks';
import type { Webhook } from '../../api/webhooks';
import { address, field, name } from '../kinds/fields';
import { noRecordsYet, recordKind } from '../kinds/kind';
import type { Resource } from '../operation/types';
import type { ChatwootParameters } from '../parameters/parameters';
import {
	createRecord,
	deleteRecord,
	getManyRecords,
	getRecord,
	updateRecord,
} from '../records/records';

const webhooks = recordKind<Webhook>({
	noun: 'webhook',
	example: '8',
	records: (api) => api.webhooks,
	picker: {
		entry: ({ id, name: label, url }) => ({ name: label ? `${label} (${url})` : url, value: id }),
		nothing: noRecordsYet('webhook', 'Integrations > Webhooks'),
	},
	fields: [
		address(
			'url',
			{
				displayName: 'URL',
				name: 'url',
				placeholder: 'e.g. https://n8n.example.com/webhook/chatwoot',
				description:
					'Where the events are sent, with http:// or https://. A user and password in it are sent as Basic auth. Only one webhook of the account can have it.',
			},
			{ isNeeded: true },
		),
		field(
			'subscriptions',
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				options: WEBHOOK_EVENTS.map((value) => ({ name: titleOf(value), value })),
				default: ['message_created'],
				description:
					'The events to be sent, of all inboxes. Inbox events are only sent by servers that have them switched on.',
			},
			eventsFrom,
			{ isNeeded: true },
		),
		name('name', {
			displayName: 'Name',
			name: 'name',
			description: 'A name for the list of webhooks in Chatwoot; since version 4.8',
		}),
	],
});

function titleOf(event: string): string {
	const words = event.split('_').map((word) => `${word[0].toUpperCase()}${word.slice(1)}`);
	return words.join(' ').replace('Webwidget', 'Web Widget');
}

/**
 * A missing list, an empty one or one as text would become the eight default events (chatwoot.md
 * §10).
 */
function eventsFrom(param: ChatwootParameters, path: string): string[] | undefined {
	const events = param.names(path);
	const known: readonly string[] = WEBHOOK_EVENTS;
	const wrong = events.find((event) => !known.includes(event));
	if (wrong !== undefined) {
		param.refuse(
			path,
			`holds an unknown event: ${quote(wrong)}`,
			`There are: ${known.join(', ')}.`,
		);
	}
	return events.length > 0 ? [...new Set(events)] : undefined;
}

export const webhook: Resource = {
	name: 'Webhook',
	value: 'webhook',
	description: 'Addresses that get the events of the account',
	kind: webhooks,
	operations: [
		createRecord(webhooks, {
			description:
				'Let Chatwoot send events to an address. Find the secret under Settings > Integrations > Webhooks.',
			access: 'administrator',
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
		}),
	],
};
