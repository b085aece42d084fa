import type { ChatwootSandbox } from '../../../sandbox/chatwoot';
import { byId, demo } from '../../Chatwoot/chatwoot';
import type { ReadCase } from '../write-case';
import { aCampaign } from './campaigns';
import { enterpriseReaders } from './enterprise';
import { aCategory, anArticle, aPortal } from './help-center';
import { anIntegration } from './integrations';
import { aNotification } from './notifications';
import { storedPicture } from './plant';
import { aFilter } from './records';
import { whatsAppReaders } from './whatsapp';

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
/** A report of today, on which the demo world begins. */
const report = (operation: string, parameters: Reader['parameters'] = {}): Reader => ({
	resource: 'report',
	operation,
	parameters: { period: 'today', ...parameters },
});
/** Reads something that the demo world lacks. */
const of = (reader: Reader, prepare: Reader['prepare']): Reader => ({ ...reader, prepare });

function addWebhook({ state }: ChatwootSandbox): void {
	const row = { account_id: 1, inbox_id: null, name: null, url: 'https://x.example' };
	state.webhooks.insert({ ...row, subscriptions: ['message_created'], secret: 'x' });
}

function addNote({ state }: ChatwootSandbox): void {
	const times = { created_at: Date.now(), updated_at: Date.now() };
	state.notes.insert({ contact_id: demo.carla, user_id: demo.admin, content: 'Called', ...times });
}

function addParticipant({ state }: ChatwootSandbox): void {
	state.conversations.get(demo.conversation)!.participants = [demo.admin];
}

function addAttachment(world: ChatwootSandbox): void {
	const row = { account_id: 1, message_id: 1, file_type: 'image' };
	world.state.attachments.insert({ ...row, blob_id: storedPicture(world) });
}

/** For a feature that fresh accounts lack: a conversation in every kind of place. */
function addUnread({ state }: ChatwootSandbox): void {
	state.accounts.get(1)!.features.conversation_unread_counts = true;
	const place = { labels: ['urgent'], team_id: demo.team };
	Object.assign(state.conversations.get(demo.conversation)!, place, { agent_last_seen_at: null });
}

function addRating({ state }: ChatwootSandbox): void {
	const row = { account_id: 1, conversation_id: demo.conversation, contact_id: demo.carla };
	const said = { rating: 5, feedback_message: 'Fast!', created_at: Date.now() };
	state.ratings.insert({ ...row, ...said, message_id: 1, assigned_agent_id: demo.agent });
	state.messages.get(1)!.content_type = 'input_csat';
}

function addNotification({ state }: ChatwootSandbox): void {
	state.notifications.insert({ ...aNotification, secondary: { type: 'Message', id: 1 } });
}

function addHelpCenter({ state }: ChatwootSandbox): void {
	state.portals.insert(aPortal);
	state.categories.insert(aCategory);
	state.articles.insert({ ...anArticle, updated_at: Date.now() });
}

const actions = [{ action_name: 'add_label', action_params: ['vip'] }];

function addMacro({ state }: ChatwootSandbox): void {
	const by = { created_by_id: demo.admin, updated_by_id: demo.admin };
	state.macros.insert({ account_id: 1, name: 'Close', visibility: 'global', actions, ...by });
}

function addRule({ state }: ChatwootSandbox): void {
	const condition = { attribute_key: 'content', filter_operator: 'contains', values: ['refund'] };
	state.automationRules.insert({
		account_id: 1,
		name: 'Refunds',
		description: 'Labels refunds',
		event_name: 'message_created',
		conditions: [{ ...condition, query_operator: null }],
		actions,
		active: true,
		created_at: Date.now(),
	});
}

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
	...[get('macro'), getMany('macro')].map((reader) => of(reader, addMacro)),
	...[get('automationRule'), getMany('automationRule')].map((reader) => of(reader, addRule)),
	of(get('webhook'), addWebhook),
	of(getMany('webhook'), addWebhook),
	of(getMany('contactNote', { contact }), addNote),
	getMany('message', { conversation }),
	{
		resource: 'contact',
		operation: 'find',
		parameters: { findBy: 'identifier', identifier: 'shop-1001' },
	},
	{ resource: 'contact', operation: 'getConversations', parameters: { contact } },
	{ resource: 'contact', operation: 'getInboxes', parameters: { contact } },
	{ resource: 'contact', operation: 'getLabels', parameters: { contact } },
	of(
		{ resource: 'conversation', operation: 'getAttachments', parameters: { conversation } },
		addAttachment,
	),
	{ resource: 'conversation', operation: 'getHistory', parameters: { conversation } },
	{ resource: 'conversation', operation: 'getCounts', parameters: {} },
	of({ resource: 'conversation', operation: 'getUnreadCounts', parameters: {} }, addUnread),
	{ resource: 'conversation', operation: 'getLabels', parameters: { conversation } },
	of(
		{ resource: 'conversation', operation: 'getParticipants', parameters: { conversation } },
		addParticipant,
	),
	of({ resource: 'inbox', operation: 'getAgentBot', parameters: { inbox } }, ({ state }) => {
		state.inboxes.get(demo.api)!.bot_id = state.bots.all()[0].id;
	}),
	...['agent', 'channel', 'label'].map((groupBy) => report('getByGroup', { groupBy })),
	...['getSummary', 'getFirstResponseTimes', 'getInboxLabels', 'getBotMetrics'].map((name) =>
		report(name),
	),
	report('getTimeSeries', { metrics: ['conversations_count', 'reply_time'] }),
	report('getOutgoingMessages', { groupBy: 'inbox' }),
	report('getLiveOverview'),
	report('getLiveOverview', { groupBy: 'agent' }),
	report('download'),
	...['getMany', 'getMetrics', 'download'].map((operation) =>
		of({ resource: 'csat', operation, parameters: { period: 'today' } }, addRating),
	),
	of({ resource: 'csat', operation: 'getOfConversation', parameters: { conversation } }, addRating),
	...[getMany('notification'), { resource: 'notification', operation: 'getUnreadCount' }].map(
		(reader) => of({ parameters: {}, ...reader }, addNotification),
	),
	{ resource: 'notification', operation: 'getSettings', parameters: {} },
	...[get('campaign'), getMany('campaign')].map((reader) =>
		of(reader, ({ state }) => void state.campaigns.insert(aCampaign)),
	),
	...[
		get('integration'),
		getMany('integration'),
		{ resource: 'integration', operation: 'getApps', parameters: {} },
	].map((reader) => of(reader, ({ state }) => void state.hooks.insert(anIntegration))),
	...[get('savedFilter'), getMany('savedFilter')].map((reader) =>
		of(reader, ({ state }) => void state.customFilters.insert(aFilter)),
	),
	of({ resource: 'contact', operation: 'getAttachments', parameters: { contact } }, addAttachment),
	...['article', 'category', 'portal']
		.flatMap((resource) => [
			get(resource, { portal: byId(1) }),
			getMany(resource, { portal: byId(1) }),
		])
		.map((reader) => of(reader, addHelpCenter)),
	...['all', 'articles', 'messages'].map((operation) =>
		of({ resource: 'search', operation, parameters: { search: 'parcel' } }, addHelpCenter),
	),
	...['contacts', 'conversations'].map((operation) => ({
		resource: 'search',
		operation,
		parameters: { search: 'carla' },
	})),
	...enterpriseReaders,
	...whatsAppReaders,
	of(
		{ resource: 'conversation', operation: 'getDraft', parameters: { conversation } },
		({ state }) => {
			state.conversations.get(demo.conversation)!.draft = 'Hello Carla';
		},
	),
	{ resource: 'inbox', operation: 'getMembers', parameters: { inbox } },
	{ resource: 'team', operation: 'getMembers', parameters: { team: byId(demo.team) } },
	{ resource: 'message', operation: 'get', parameters: { conversation, message: '1' } },
	of(
		{
			resource: 'message',
			operation: 'downloadAttachments',
			parameters: { conversation, message: '1' },
		},
		addAttachment,
	),
];
