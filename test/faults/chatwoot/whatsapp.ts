import type { ChatwootSandbox } from '../../../sandbox/chatwoot';
import { byId, demo } from '../../Chatwoot/chatwoot';
import type { ReadCase, WriteCase } from '../write-case';
import { fresh } from './plant';

export const WHATSAPP = 50;

const template = {
	name: 'order_shipped',
	language: 'en',
	status: 'APPROVED',
	category: 'UTILITY',
	components: [{ type: 'BODY', text: 'Parcel {{1}} is on its way' }],
};

/** An inbox of WhatsApp with a template, which the demo world lacks. */
export function addWhatsApp({ state: { inboxes } }: ChatwootSandbox): void {
	const like = structuredClone(inboxes.get(demo.api)!);
	inboxes.insert({
		...like,
		id: WHATSAPP,
		channel_id: WHATSAPP,
		name: 'WhatsApp',
		channel_type: 'Channel::Whatsapp',
		channel: { ...like.channel, message_templates: [template] },
	});
}

const inbox = byId(WHATSAPP);

export const whatsAppReaders: Array<ReadCase<ChatwootSandbox>> = [
	'getMessageTemplates',
	'getHealth',
].map((operation) => ({
	resource: 'inbox',
	operation,
	parameters: { inbox },
	prepare: addWhatsApp,
}));

export const whatsAppCases: Array<WriteCase<ChatwootSandbox>> = [
	{
		resource: 'inbox',
		operation: 'syncTemplates',
		parameters: { inbox },
		// There is one inbox of the kind: several items could not be told apart.
		prepare(world) {
			addWhatsApp(world);
			return fresh(world, 1);
		},
		times: (_world, _item, carried) =>
			carried.filter(({ path }) => path.endsWith('/sync_templates')).length,
	},
];
