import type { ChatwootSandbox } from '../../../sandbox/chatwoot';
import { byId, demo } from '../../Chatwoot/chatwoot';
import type { ReadCase } from '../write-case';

type Reader = ReadCase<ChatwootSandbox>;

const contact = byId(demo.carla);
const conversation = byId(demo.conversation);
const inbox = byId(demo.api);
const get = (resource: string, parameters: Reader['parameters'] = {}): Reader => ({
	resource,
	operation: 'get',
	parameters: { [resource]: byId(1), ...parameters },
});
const getMany = (resource: string, parameters: Reader['parameters'] = {}): Reader => ({
	resource,
	operation: 'getMany',
	parameters,
});
const withWebhook = (reader: Reader): Reader => ({
	...reader,
	prepare({ state }) {
		const row = { account_id: 1, inbox_id: null, name: null, url: 'https://x.example' };
		state.webhooks.insert({ ...row, subscriptions: ['message_created'], secret: 'x' });
	},
});

/** The operations that change nothing. */
export const chatwootReaders: Reader[] = [
	get('account', { account: byId(1) }),
	...['agent', 'agentBot', 'cannedResponse', 'contact', 'conversation', 'customAttribute'].map(
		(resource) => get(resource),
	),
	...['inbox', 'label', 'profile', 'team'].map((resource) => get(resource)),
	...['agent', 'agentBot', 'cannedResponse', 'contact', 'conversation', 'customAttribute'].map(
		(resource) => getMany(resource),
	),
	...['inbox', 'label', 'team'].map((resource) => getMany(resource)),
	withWebhook(get('webhook')),
	withWebhook(getMany('webhook')),
	getMany('contactNote', { contact }),
	getMany('message', { conversation }),
	{ resource: 'contact', operation: 'find', parameters: { findBy: 'identifier', identifier: 'shop-1001' } },
	{ resource: 'contact', operation: 'getConversations', parameters: { contact } },
	{ resource: 'contact', operation: 'getInboxes', parameters: { contact } },
	{ resource: 'contact', operation: 'getLabels', parameters: { contact } },
	{ resource: 'conversation', operation: 'getAttachments', parameters: { conversation } },
	{ resource: 'conversation', operation: 'getCounts', parameters: {} },
	{ resource: 'conversation', operation: 'getLabels', parameters: { conversation } },
	{ resource: 'conversation', operation: 'getParticipants', parameters: { conversation } },
	{ resource: 'inbox', operation: 'getAgentBot', parameters: { inbox } },
	{ resource: 'inbox', operation: 'getMembers', parameters: { inbox } },
	{ resource: 'team', operation: 'getMembers', parameters: { team: byId(demo.team) } },
	{ resource: 'message', operation: 'get', parameters: { conversation, message: '1' } },
	{
		resource: 'message',
		operation: 'downloadAttachments',
		parameters: { conversation, message: '1' },
	},
];
