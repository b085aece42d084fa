import { byId, demo, requestsOf } from './chatwoot';
import { asAgent, Desk } from './desk';

const desk = new Desk('agent');
const arthur = { agent: byId(demo.agent) };

describe('Agent', () => {
	it('is not created without a seat, which is a matter of the plan', async () => {
		desk.chatwoot.state.accounts.get(1)!.limits = { agents: 2 };
		expect(await desk.refusal('create', { email: 'new@acme.example', role: 'agent' })).toContain(
			'The plan of the Chatwoot account does not allow this: Account limit exceeded',
		);
		expect(desk.chatwoot.state.memberships.all()).toHaveLength(2);
	});

	it('cannot be asked for in a suspended account, which is said as it is', async () => {
		desk.chatwoot.state.accounts.get(1)!.status = 'suspended';
		expect(await desk.refusal('getMany')).toContain('The Chatwoot account is suspended');
	});

	it('is created with role and availability', async () => {
		const [output] = await desk.output('create', {
			email: ' New@Acme.example ',
			role: 'administrator',
			additionalFields: { name: 'Nina New', availability: 'busy', autoOffline: false },
		});
		expect(desk.sent('POST')).toEqual([
			[
				'/agents',
				{
					agent: {
						email: 'new@acme.example',
						role: 'administrator',
						name: 'Nina New',
						availability: 'busy',
						auto_offline: false,
					},
				},
			],
		]);
		expect(output).toEqual({
			id: expect.any(Number),
			name: 'Nina New',
			available_name: 'Nina New',
			email: 'new@acme.example',
			role: 'administrator',
			availability_status: 'busy',
			auto_offline: false,
			confirmed: false,
			thumbnail: expect.any(String),
		});
	});

	it('is read by ID, and raw on demand', async () => {
		expect(await desk.output('get', arthur)).toMatchObject([{ id: 2, name: 'Arthur Agent' }]);
		expect(await desk.output('get', { ...arthur, simplify: false })).toMatchObject([
			{ id: 2, account_id: 1, custom_role_id: null },
		]);
		expect(await desk.refusal('get', { agent: byId(9) })).toContain(
			'Chatwoot did not find agent 9',
		);
	});

	it('is found by e-mail address and by role', async () => {
		expect(await desk.output('getMany')).toHaveLength(2);
		expect(
			await desk.output('getMany', { filters: { email: 'ARTHUR@acme.example' } }),
		).toMatchObject([{ id: 2 }]);
		expect(await desk.output('getMany', { filters: { role: 'administrator' } })).toMatchObject([
			{ id: 1 },
		]);
		expect(await desk.output('getMany', { filters: { email: 'x@acme.example' } })).toEqual([]);
	});

	it('asks for the list once for all items of a run', async () => {
		const items = [{ mail: 'alice@acme.example' }, { mail: 'arthur@acme.example' }];
		const filters = { email: '={{ $json.mail }}' };
		expect(await desk.output('getMany', { filters }, { items })).toMatchObject([
			{ id: 1 },
			{ id: 2 },
		]);
		expect(requestsOf(desk.chatwoot)).toEqual(['GET /api/v1/accounts/1/agents']);
	});

	it('is changed in what was given', async () => {
		const updateFields = {
			name: 'Art',
			role: 'administrator',
			availability: 'online',
			autoOffline: false,
		};
		expect(await desk.output('update', { ...arthur, updateFields })).toMatchObject([
			{ id: 2, name: 'Art', role: 'administrator', availability_status: 'online' },
		]);
		await desk.output('update', { ...arthur, updateFields: { role: 'agent' } });
		expect(desk.sent('PATCH')[1]).toEqual(['/agents/2', { agent: { role: 'agent' } }]);
	});

	it('is taken out of the account', async () => {
		expect(await desk.output('delete', arthur)).toEqual([{ deleted: true, id: 2 }]);
		expect(await desk.output('getMany')).toMatchObject([{ id: 1 }]);
	});

	it.each([
		['create', { email: '' }, '"Email" is empty'],
		['create', { email: 'nope' }, '"Email" is not an e-mail address'],
		['create', { email: 'a@b.example', role: 'owner' }, '"Role" is "owner"'],
		[
			'create',
			{ email: 'a@b.example', additionalFields: { availability: 'away' } },
			'"Additional Fields > Availability" is "away"',
		],
		['update', { ...arthur, updateFields: { role: 'owner' } }, '"Update Fields > Role" is "owner"'],
		['update', { ...arthur, updateFields: {} }, '"Update Fields" is empty'],
		['update', { agent: byId(''), updateFields: { role: 'agent' } }, '"Agent" is empty'],
		['delete', { agent: byId('={{ "2x" }}') }, '"Agent" is not an ID: "2x"'],
		['getMany', { filters: { email: 'nope' } }, '"Filters > Email" is not an e-mail address'],
		['createMany', { emails: '' }, '"Emails" is empty'],
		['createMany', { emails: 'a@b.example, nope' }, '"Emails" holds no e-mail address: "nope"'],
	])('refuses %s with %j before any request', async (operation, change, problem) => {
		expect(await desk.refusal(operation, change)).toContain(problem);
		expect(desk.chatwoot.requests).toEqual([]);
	});

	it.each([
		['create', { email: 'a@b.example' }],
		['createMany', { emails: 'a@b.example' }],
		['update', { ...arthur, updateFields: { role: 'administrator' } }],
		['delete', arthur],
	])('says that %s needs an administrator', async (operation, change) => {
		expect(await desk.refusal(operation, change, asAgent)).toContain('role Administrator');
	});

	it('explains an address that is taken, and goes on with the next item', async () => {
		const items = [{ mail: 'arthur@acme.example' }, { mail: 'new@acme.example' }];
		const { outputs } = await desk.result(
			'create',
			{ email: '={{ $json.mail }}' },
			{ items, onError: 'continueErrorOutput' },
		);
		expect(outputs[0]).toMatchObject([
			{ json: { email: 'new@acme.example' }, pairedItem: { item: 1 } },
		]);
		expect(outputs[1][0].json.error).toContain('User has already been taken');
		expect(outputs[1][0].error?.description).toContain('is an agent of the account already');
	});
});

describe('Agent > Create Many', () => {
	it('outputs one item per address and says who is new', async () => {
		const emails = 'One@x.example, arthur@acme.example, two@x.example,one@x.example';
		const output = await desk.output('createMany', { emails });

		expect(output).toMatchObject([
			{ email: 'one@x.example', id: expect.any(Number), role: 'agent', created: true },
			{ email: 'arthur@acme.example', id: 2, created: false },
			{ email: 'two@x.example', id: expect.any(Number), created: true },
		]);
		expect(output).toHaveLength(3);
		expect(desk.sent('POST')).toEqual([
			['/agents/bulk_create', { emails: ['one@x.example', 'two@x.example'] }],
		]);
	});

	it('takes lists from items, and counts nobody twice', async () => {
		const items = [{ mails: ['a@x.example'] }, { mails: ['a@x.example', 'b@x.example'] }];
		const output = await desk.output('createMany', { emails: '={{ $json.mails }}' }, { items });
		expect(output.map(({ email, created }) => [email, created])).toEqual([
			['a@x.example', true],
			['a@x.example', false],
			['b@x.example', true],
		]);
	});

	it('writes nothing when everybody exists already', async () => {
		await desk.output('createMany', { emails: 'arthur@acme.example' });
		expect(desk.sent('POST')).toEqual([]);
	});
});
