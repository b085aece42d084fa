import type { INodeProperties } from 'n8n-workflow';
import { Chatwoot } from '../../nodes/Chatwoot/Chatwoot.node';
import { chatwootIntegration } from '../../nodes/Chatwoot/actions';
import type { Operation, Resource } from '../../nodes/Chatwoot/actions/operation/types';
import { demoWorld, startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { executeNode, itemWithFile } from '../engine';
import { aCampaign } from '../faults/chatwoot/campaigns';
import { aCategory, anArticle, aPortal } from '../faults/chatwoot/help-center';
import { addEnterprise } from '../faults/chatwoot/enterprise';
import { aFilter } from '../faults/chatwoot/records';
import { anIntegration } from '../faults/chatwoot/integrations';
import { aNotification } from '../faults/chatwoot/notifications';
import { addWhatsApp, WHATSAPP } from '../faults/chatwoot/whatsapp';
import { byId, chatwootRun, demo } from './chatwoot';

let chatwoot: ChatwootSandbox;
beforeAll(async () => {
	chatwoot = await startChatwoot();
});
beforeEach(() => {
	chatwoot.seed(demoWorld);
	chatwoot.state.accounts.get(demo.account)!.features.conversation_unread_counts = true;
	const time = Date.now();
	const row = { account_id: 1, created_at: time, updated_at: time };
	chatwoot.state.cannedResponses.insert({ ...row, id: 1, short_code: 'hi', content: 'Hi' });
	chatwoot.state.webhooks.insert({
		...row,
		id: 1,
		name: null,
		url: 'https://x.example',
		subscriptions: ['message_created'],
		inbox_id: null,
		secret: 's',
	} as never);
	const byAdmin = { created_by_id: 1, updated_by_id: 1, actions: [] };
	chatwoot.state.macros.insert({ ...row, ...byAdmin, id: 1, name: 'M', visibility: 'global' });
	const own = { created_by_id: 2, updated_by_id: 2, actions: [], visibility: 'personal' };
	chatwoot.state.macros.insert({ ...row, ...own, id: 2, name: 'Mine' });
	chatwoot.state.automationRules.insert({
		...row,
		id: 1,
		name: 'R',
		description: null,
		event_name: 'message_created',
		conditions: [],
		actions: [],
		active: false,
	});
	chatwoot.state.customFilters.insert({ ...aFilter, id: 1, user_id: demo.agent });
	chatwoot.state.customFilters.insert({ ...aFilter, id: 2 });
	chatwoot.state.portals.insert({ ...aPortal, id: 1 });
	chatwoot.state.categories.insert({ ...aCategory, id: 1 });
	chatwoot.state.articles.insert({ ...anArticle, id: 1 });
	chatwoot.state.campaigns.insert({ ...aCampaign, id: 1 });
	addEnterprise(chatwoot);
	addWhatsApp(chatwoot);
	chatwoot.state.inboxMembers.insert({ inbox_id: WHATSAPP, user_id: demo.agent });
	chatwoot.state.hooks.insert({ ...anIntegration, id: 1 });
	chatwoot.state.notifications.insert({ ...aNotification, id: 1, user_id: demo.agent });
	chatwoot.state.notes.insert({
		...row,
		id: 1,
		contact_id: 1,
		user_id: 1,
		content: 'Note',
	} as never);
});
afterAll(async () => await chatwoot.close());

/** What each operation needs besides ids of 1 for its records and the defaults of its parameters. */
const NEEDED: Record<string, object> = {
	'contact > addLabels': { moreLabels: 'urgent' },
	'contact > create': { name: 'Jane' },
	'contact > createOrUpdate': { email: 'jane@x.example' },
	'contact > deleteCustomAttributes': { attributeKeys: 'plan' },
	'contact > find': { email: 'carla@customer.example' },
	'contact > merge': { mergedContact: byId(2) },
	'contact > removeLabels': { moreLabels: 'vip' },
	'contact > setLabels': { moreLabels: 'urgent' },
	'contact > update': { updateFields: { name: 'Jane' } },
	'conversation > addLabels': { moreLabels: 'vip', unknownLabels: 'allow' },
	'conversation > addParticipants': { agents: [1] },
	'conversation > assign': { agentBot: byId('') },
	'conversation > bulkUpdate': { conversations: '1', updateFields: { status: 'open' } },
	'conversation > create': { sourceId: 'carla-on-the-bridge' },
	'conversation > deleteCustomAttributes': { attributeKeys: 'a' },
	'conversation > removeLabels': { moreLabels: 'vip' },
	'conversation > removeParticipants': { agents: [1] },
	'conversation > setCustomAttributes': { customAttributes: { a: 'b' } },
	'conversation > setLabels': { moreLabels: 'vip', unknownLabels: 'allow' },
	'conversation > setParticipants': { agents: [1] },
	'conversation > setPriority': { priority: 'high' },
	'conversation > snooze': { until: 'nextReply' },
	'conversation > update': { updateFields: { status: 'pending' } },
	'message > create': { text: 'Hi' },
	'message > sendAndWait': { message: 'Hi' },
	'message > sendToContact': { text: 'Hi' },
	'account > update': { updateFields: { name: 'Acme' } },
	'agent > createMany': { emails: 'jane@x.example' },
	'agent > update': { updateFields: { role: 'agent' } },
	'agentBot > update': { updateFields: { name: 'Robo' } },
	'automationRule > create': { name: 'x', steps: { step: [{ action: 'mute_conversation' }] } },
	'automationRule > update': { updateFields: { name: 'x' } },
	'macro > create': { name: 'x', steps: { step: [{ action: 'mute_conversation' }] } },
	'macro > run': { conversations: '1' },
	// The agent's own.
	'macro > delete': { macro: byId(2) },
	'macro > update': { macro: byId(2), updateFields: { name: 'x' } },
	'article > bulkDelete': { articles: '1' },
	'article > bulkTranslate': { articles: '1', locale: 'de' },
	'article > bulkUpdate': { articles: '1', updateFields: { status: 'draft' } },
	'article > create': { title: 'x' },
	'article > reorder': { order: '1' },
	'article > update': { updateFields: { title: 'x' } },
	'category > create': { slug: 'x' },
	'category > reorder': { order: '1' },
	'category > update': { updateFields: { name: 'x' } },
	'portal > create': { slug: 'x' },
	'portal > update': { updateFields: { name: 'x' } },
	'campaign > create': { title: 'x', text: 'Hi', inbox: byId(2) },
	'campaign > update': { updateFields: { title: 'x' } },
	'cannedResponse > create': { shortCode: 'hello', text: 'Hello' },
	'cannedResponse > update': { updateFields: { text: 'Hello' } },
	'contactNote > create': { text: 'Note' },
	'contactNote > update': { text: 'Note' },
	'customAttribute > create': { key: 'size' },
	'customAttribute > update': { updateFields: { description: 'x' } },
	'inbox > addMembers': { agents: [1] },
	...Object.fromEntries(
		['getHealth', 'getMessageTemplates', 'syncTemplates'].map((operation) => [
			`inbox > ${operation}`,
			{ inbox: byId(WHATSAPP) },
		]),
	),
	'inbox > removeMembers': { agents: [1] },
	'inbox > setMembers': { agents: [1] },
	'inbox > update': { updateFields: { name: 'Bridge' } },
	'company > update': { updateFields: { name: 'x' } },
	'slaPolicy > update': { updateFields: { name: 'x' } },
	'integration > create': {
		app: 'google_translate',
		settings: { project_id: 'p', credentials: {} },
	},
	'integration > update': { updateFields: { enabled: false } },
	'label > create': { title: 'brand-new' },
	'label > update': { updateFields: { description: 'x' } },
	'notification > snooze': { snoozedUntil: '2099-01-01' },
	'notification > updateSettings': { updateFields: { emailEvents: [] } },
	'profile > update': { updateFields: { name: 'Ali' } },
	...Object.fromEntries(
		['all', 'articles', 'contacts', 'conversations', 'messages'].map((kind) => [
			`search > ${kind}`,
			{ search: 'carla' },
		]),
	),
	'savedFilter > create': {
		conditions: { row: [{ attribute: 'status', operator: 'equal_to', value: ['open'] }] },
	},
	'savedFilter > update': { updateFields: { name: 'x' } },
	'team > addMembers': { agents: [1] },
	'team > create': { name: 'brand new' },
	'team > removeMembers': { agents: [1] },
	'team > setMembers': { agents: [1] },
	'team > update': { updateFields: { description: 'x' } },
	'webhook > create': { url: 'https://n8n.example.com/w' },
	'webhook > update': { updateFields: { name: 'x' } },
};

function usual({ name, type }: INodeProperties): unknown {
	if (type === 'resourceLocator') return byId(1);
	if (name === 'message' || name === 'note') return '1';
	if (/email/i.test(name)) return 'jane@x.example';
	return name === 'name' ? 'Text' : undefined;
}

interface Case {
	name: string;
	operation: Operation;
	resource: string;
}

const operations = (chatwootIntegration.resources as Resource[]).flatMap((resource) =>
	resource.operations.map((operation) => ({ resource: resource.value, operation })),
);
const all = operations.map(({ resource, operation }): Case => ({
	name: `${resource} > ${operation.value}`,
	operation,
	resource,
}));
const [forBots, notForBots] = [true, false].map((wanted) =>
	all.filter(({ operation: { access } }) => {
		const isForBots = access !== undefined && access !== 'administrator';
		return isForBots === wanted;
	}),
);
const isForAdministrators = ({ operation }: Case) => operation.access === 'administrator';

/** The error of an operation with a token, message and description; '' when there was none. */
async function refusal({ name, operation, resource }: Case, accessToken: string): Promise<string> {
	const given = operation.properties.map((property): [string, unknown] => [
		property.name,
		usual(property),
	]);
	const parameters = {
		...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
		account: byId(demo.account),
		resource,
		operation: operation.value,
		...NEEDED[name],
	};
	const items = [
		itemWithFile({}, Buffer.from('name\nJane\n'), { fileName: 'a.csv', mimeType: 'text/csv' }),
	];
	const { error } = await executeNode(
		chatwootRun(chatwoot, { parameters: parameters as never, items, credential: { accessToken } }),
	);
	return error ? `${error.message} ${(error as { description?: string }).description}` : '';
}

const NOT_FOR_BOTS = 'Chatwoot does not let bots do this';

describe('The token of an agent bot', () => {
	it.each(forBots.filter(({ resource }) => resource !== 'customApiCall'))(
		'is enough for $name',
		async (given) => expect(await refusal(given, 'BOT_TOKEN')).toBe(''),
	);

	it.each(notForBots)('is refused for $name, with what bots may do', async (given) => {
		const text = await refusal(given, 'BOT_TOKEN');
		expect(text).toContain(NOT_FOR_BOTS);
		expect(text).toContain('Use the access token of a user');
		expect(text).toContain('A bot may do this: Conversation > Add Labels, Assign, ');
		expect(text).toContain('Message > Create');
	});

	it.each([
		['conversation > create', { sourceId: '' }, 'agent bots need both contact and source ID'],
		['conversation > addLabels', {}, 'agent bots need Unknown Labels set to Allow'],
		['conversation > setLabels', {}, 'agent bots need Unknown Labels set to Allow'],
	])('is refused for %s unless more is given', async (name, change, text) => {
		const found = forBots.find((each) => each.name === name)!;
		const { [name]: before } = NEEDED;
		NEEDED[name] = { ...before, unknownLabels: 'refuse', ...change };
		const said = await refusal(found, 'BOT_TOKEN');
		NEEDED[name] = before;
		expect(said).toContain(NOT_FOR_BOTS);
		expect(said).toContain(text);
	});
});

describe('The token of the role agent', () => {
	it.each(all.filter(isForAdministrators))('is refused for $name, with the role', async (given) => {
		const text = await refusal(given, 'AGENT_TOKEN');
		expect(text).toContain('Chatwoot does not allow this to the user of the access token');
		expect(text).toContain('This needs the role Administrator. Use the access token of an');
	});

	it.each(all.filter((given) => !isForAdministrators(given) && given.resource !== 'customApiCall'))(
		'is enough for $name',
		async (given) =>
			expect(await refusal(given, 'AGENT_TOKEN')).toMatch(
				given.name === 'message > translate' ? /is not connected to a translation service/ : /^$/,
			),
	);

	it.each(all.filter(isForAdministrators))(
		'is not what $name needs: an administrator gets through',
		async (given) => expect(await refusal(given, 'ADMIN_TOKEN')).toBe(''),
	);
});

describe('In an account that lets nobody in', () => {
	/** The server answers these three whatever the state of the account (chatwoot.md §1). */
	const outside = ['customApiCall', 'profile', 'account'];
	const inside = all.filter(({ resource }) => !outside.includes(resource));

	it.each(inside)('since it is suspended, $name says so', async (given) => {
		chatwoot.state.accounts.get(demo.account)!.status = 'suspended';
		expect(await refusal(given, 'ADMIN_TOKEN')).toMatch(/^The Chatwoot account is suspended/);
	});

	it.each(inside)('since the user is no member, $name says so', async (given) => {
		chatwoot.state.memberships.removeWhere(({ user_id }) => user_id === demo.admin);
		expect(await refusal(given, 'ADMIN_TOKEN')).toMatch(
			/^The user of the access token is not a member of this Chatwoot account/,
		);
	});
});

describe('The editor says whose token is needed', () => {
	const { properties } = new Chatwoot().description;
	const optionsOf = (name: string, resource?: string) =>
		properties.find(
			(property) =>
				property.name === name &&
				(resource === undefined ||
					(property.displayOptions?.show?.resource as string[] | undefined)?.[0] === resource),
		)!.options as Array<{ value: string; description?: string }>;
	const described = (resource: string, operation: string) =>
		optionsOf('operation', resource).find(({ value }) => value === operation)?.description;

	it('for a whole resource in the list of resources', () => {
		const open = optionsOf('resource').filter(
			({ description }) => !/\. Not for agent bots\.$/.test(description ?? ''),
		);
		expect(open.map(({ value }) => value)).toEqual(['conversation', 'customApiCall', 'message']);
		const contact = optionsOf('resource').find(({ value }) => value === 'contact');
		expect(contact?.description).toBe('The people who write to you. Not for agent bots.');
	});

	it.each([
		['conversation', 'resolve', /^Mark a conversation as done$/],
		['conversation', 'mute', /\. Not for agent bots\.$/],
		['conversation', 'delete', /\. Administrators only\. Not for agent bots\.$/],
		['conversation', 'create', /\. Agent bots need both contact and source ID\.$/],
		['message', 'get', /\. Not for agent bots\.$/],
		['label', 'create', /^Define a label for the account\. Administrators only\.$/],
		['label', 'getMany', /^Get the labels that the account defines$/],
	])('at %s > %s where operations differ', (resource, operation, text) => {
		expect(described(resource, operation)).toMatch(text);
	});

	it('never with two full stops or none between sentences', () => {
		const texts = operations.map(({ operation }) => operation.description);
		expect(texts.filter((text) => /\.\.|[a-z] (Needs|Not for)/.test(text))).toEqual([]);
	});
});

it('is asked with parameters that the operations have', () => {
	const strange = Object.entries(NEEDED).flatMap(([name, parameters]) => {
		const { properties = [] } = all.find((each) => each.name === name)?.operation ?? {};
		const known = properties.map((property) => property.name);
		return Object.keys(parameters).flatMap((key) =>
			known.includes(key) ? [] : [`${name}: ${key}`],
		);
	});
	expect(strange).toEqual([]);
});
