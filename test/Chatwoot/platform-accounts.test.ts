import { runNode, searchList } from '../engine';
import { byId, demo } from './chatwoot';
import { PlatformDesk, platformRun } from './platform';

const desk = new PlatformDesk('account');
const account = byId(demo.account);
const row = (id: number = demo.account) => desk.chatwoot.state.accounts.get(id);

describe('Account > Create', () => {
	it('makes an account with its limits', async () => {
		const [made] = await desk.output('create', {
			name: ' Customer One ',
			additionalFields: {
				locale: 'de',
				supportEmail: 'Help@One.test',
				limits: '{"agents": 5}',
				customAttributes: '{"plan": "gold"}',
			},
		});

		expect(made).toMatchObject({ id: 2, name: 'Customer One', locale: 'de', status: 'active' });
		expect(row(2)).toMatchObject({
			support_email: 'help@one.test',
			limits: { agents: 5 },
			custom_attributes: { plan: 'gold' },
		});
	});

	it.each([
		[{}, '"Name" is empty'],
		[{ name: 'x', additionalFields: { locale: 'xx' } }, '"Additional Fields > Locale" is "xx"'],
		[{ name: 'x', additionalFields: { status: 'closed' } }, 'Status" is "closed"'],
		[{ name: 'x', additionalFields: { limits: '[5]' } }, 'Limits (JSON)" should be a JSON object'],
		[{ name: 'x', additionalFields: { supportEmail: 'nope' } }, 'is not an e-mail address'],
	])('refuses %j', async (change, problem) => {
		const parameters = { resource: 'account', operation: 'create', ...change };
		const run = platformRun(desk.chatwoot, {
			parameters: JSON.parse(JSON.stringify(parameters)) as typeof parameters & object,
		});
		await expect(runNode(run)).rejects.toThrow(problem);
		expect(desk.sent).toEqual([]);
	});
});

describe('Account > Get, Get Many, Update, Delete', () => {
	it('suspend an account and let it go', async () => {
		const updateFields = { status: 'suspended', customAttributes: '{"tier": 2}' };
		expect(await desk.output('update', { account, updateFields })).toMatchObject([
			{ id: 1, status: 'suspended', custom_attributes: { tier: 2 } },
		]);
		expect(await desk.output('get', { account })).toMatchObject([{ status: 'suspended' }]);
		expect(await desk.output('delete', { account })).toEqual([{ deleted: true, id: 1 }]);
		expect(row()).toBeUndefined();
	});

	it('list what the platform app has', async () => {
		await desk.output('create', { name: '={{ $json.name }}' }, { items: [{ name: 'A' }] });

		const all = await desk.output('getMany', { returnAll: true });
		expect(all.map(({ name }) => name)).toEqual(['Acme Support', 'A']);
		expect(await desk.output('getMany', { limit: 1 })).toHaveLength(1);
	});

	it('tell what is not there from what belongs to others', async () => {
		expect(await desk.refusal('get', { account: byId(99) })).toMatch(
			/did not find account 99 It does not exist or was deleted/,
		);
		desk.chatwoot.state.platformAccounts.clear();
		expect(await desk.refusal('get', { account })).toMatch(
			/does not let the platform app touch account 1.*super admin console/,
		);
	});

	it('ask for something to change', async () => {
		expect(await desk.refusal('update', { account })).toContain('"Update Fields" is empty');
		expect(desk.sent).toEqual([]);
	});

	it('send nothing more once the token is refused', async () => {
		const items = [{}, {}, {}];
		const refused = { items, onError: 'continueRegularOutput' } as const;
		const credential = { accessToken: 'ADMIN_TOKEN' };
		const { json } = await desk.result('get', { account }, { ...refused, credential });

		expect(json).toHaveLength(3);
		expect(json[2].error).toBe('The Platform API of Chatwoot does not know the access token');
		expect(desk.sent).toHaveLength(1);
	});
});

describe('the lists in the editor', () => {
	const list = async (method: string, filter?: string) =>
		await searchList(desk.run('get', {}), method, filter);

	it('have the accounts', async () => {
		expect(await list('searchAccounts', 'acme')).toEqual({
			results: [{ name: 'Acme Support (1)', value: 1 }],
		});
	});

	it('say that there is nothing', async () => {
		await expect(list('searchAgentBots')).rejects.toMatchObject({
			message: 'The platform app has no agent bots yet',
		});
	});
});
