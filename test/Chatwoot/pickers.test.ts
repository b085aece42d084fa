import { searchList } from '../engine';
import { aCampaign } from '../faults/chatwoot/campaigns';
import { aCategory, anArticle, aPortal } from '../faults/chatwoot/help-center';
import { aFilter } from '../faults/chatwoot/records';
import { byId, chatwootRun, demo, useChatwoot } from './chatwoot';

const chatwoot = useChatwoot();

const search = async (method: string, filter?: string, accessToken = 'ADMIN_TOKEN') => {
	const parameters = { account: byId(demo.account) };
	const run = chatwootRun(chatwoot, { parameters, credential: { accessToken } });
	return (await searchList(run, method, filter)).results;
};

const addWebhook = (id: number, name: string | null, url: string) =>
	chatwoot.state.webhooks.insert({
		id,
		account_id: 1,
		inbox_id: null,
		name,
		url,
		subscriptions: ['message_created'],
		secret: 'HUSH',
	});

describe('the pickers of settings', () => {
	it.each([
		['searchLabels', 'ship', [{ name: 'shipping', value: 2 }]],
		['searchAgents', 'ALICE@', [{ name: 'Alice Admin (alice@acme.example)', value: 1 }]],
		['searchTeams', 'first', [{ name: 'first line', value: 1 }]],
		['searchCannedResponses', 'help', [{ name: 'hello: Hello, how can we help?', value: 1 }]],
		['searchAgentBots', 'work', [{ name: 'Workflow bot', value: 1 }]],
	])('%s finds %j', async (method, filter, expected) => {
		expect(await search(method, filter)).toEqual(expected);
		expect((await search(method)).length).toBeGreaterThanOrEqual(expected.length);
		expect(await search(method, 'no such thing')).toEqual([]);
	});

	it('name labels in the order of the alphabet', async () => {
		expect((await search('searchLabels')).map(({ name }) => name)).toEqual(['shipping', 'urgent']);
	});

	it('tell bots of the installation and bots without a name', async () => {
		const bot = chatwoot.state.bots.get(1)!;
		chatwoot.state.bots.insert({ ...bot, id: 5, name: 'Global', account_id: null });
		chatwoot.state.bots.insert({ ...bot, id: 6, name: null });
		expect(await search('searchAgentBots')).toEqual([
			{ name: 'Bot 6', value: 6 },
			{ name: 'Global (of the installation)', value: 5 },
			{ name: 'Workflow bot', value: 1 },
		]);
	});

	it('show webhooks by name and address, never the secret', async () => {
		addWebhook(1, null, 'https://b.example/hook');
		addWebhook(2, 'Anna', 'https://a.example/hook');
		const results = await search('searchWebhooks');
		expect(results).toEqual([
			{ name: 'Anna (https://a.example/hook)', value: 2 },
			{ name: 'https://b.example/hook', value: 1 },
		]);
		expect(await search('searchWebhooks', 'a.example')).toHaveLength(1);
	});

	it.each([
		['searchTeams', 'teams', 'The account has no teams yet'],
		['searchLabels', 'labels', 'The account has no labels yet'],
		['searchCannedResponses', 'cannedResponses', 'The account has no canned responses yet'],
		['searchAgentBots', 'bots', 'The account has no bots yet'],
		['searchCustomAttributes', 'attributes', 'The account has no custom attributes yet'],
		['searchWebhooks', 'webhooks', 'The account has no webhooks yet'],
	] as const)('say in %s what to do about an empty list', async (method, rows, message) => {
		chatwoot.state[rows].removeWhere(() => true);
		await expect(search(method)).rejects.toMatchObject({
			message,
			description: expect.stringMatching(/Settings > .+ > Create\.$/),
		});
	});

	it('say why an agent sees no inboxes', async () => {
		chatwoot.state.inboxMembers.removeWhere(() => true);
		await expect(search('searchInboxes', '', 'AGENT_TOKEN')).rejects.toThrow('sees no inbox');
		expect(await search('searchInboxes')).toHaveLength(2);
	});

	it('say why an agent sees no webhooks', async () => {
		await expect(search('searchWebhooks', '', 'AGENT_TOKEN')).rejects.toThrow(
			'does not allow this',
		);
	});
});

describe('the pickers of the help center', () => {
	const within = async (method: string, filter?: string, more: object = { portal: byId(1) }) => {
		const parameters = { account: byId(demo.account), ...more };
		return (await searchList(chatwootRun(chatwoot, { parameters }), method, filter)).results;
	};
	beforeEach(() => {
		const { portals, categories, articles } = chatwoot.state;
		portals.insert({ ...aPortal });
		categories.insert({ ...aCategory });
		articles.insert({ ...anArticle });
	});

	it('name portals by their slugs, categories by their languages, articles by their status', async () => {
		expect(await search('searchPortals')).toEqual([{ name: 'Help (help)', value: 1 }]);
		expect(await within('searchCategories')).toEqual([{ name: 'Orders (en)', value: 1 }]);
		expect(await within('searchCategories', 'money')).toEqual([]);
		const article = { name: 'Track a parcel (published)', value: 1 };
		expect(await within('searchArticles')).toEqual([article]);
		expect(await within('searchArticles', 'parc')).toEqual([article]);
		expect(await within('searchArticles', 'money')).toEqual([]);
	});

	it('ask for the portal first', async () => {
		await expect(within('searchArticles', '', {})).rejects.toThrow('Choose the portal first');
		await expect(within('searchCategories', '', {})).rejects.toThrow('Choose the portal first');
	});
});

describe('the pickers of campaigns and saved filters', () => {
	it('say what is off, and what is filtered', async () => {
		chatwoot.state.campaigns.insert({ ...aCampaign, enabled: false });
		expect(await search('searchCampaigns')).toEqual([{ name: 'Welcome (off)', value: 1 }]);
		chatwoot.state.customFilters.insert({ ...aFilter });
		expect(await search('searchSavedFilters')).toEqual([
			{ name: 'Open (conversations)', value: 1 },
		]);
	});
});
