import { byId, byUrl, demo } from './chatwoot';
import { asAgent, asBot, Desk } from './desk';

const desk = new Desk('team');
const team = { team: byId(demo.team) };

describe('Team', () => {
	it('is created, and its name comes back in lower case', async () => {
		const { json, hints } = await desk.result('create', {
			name: ' Second Line ',
			additionalFields: { description: 'Knows more', autoAssignment: false },
		});
		const [output] = json;
		expect(hints).toEqual([
			`Chatwoot keeps other values of team ${String(output.id)} than were given: name is "second line", not "Second Line"`,
		]);
		expect(desk.sent('POST')).toEqual([
			[
				'/teams',
				{ team: { name: 'Second Line', description: 'Knows more', allow_auto_assign: false } },
			],
		]);
		expect(output).toMatchObject({
			id: expect.any(Number),
			name: 'second line',
			description: 'Knows more',
			allow_auto_assign: false,
		});
	});

	it('is read alone and in the list', async () => {
		expect(await desk.output('get', team)).toMatchObject([{ id: 1, name: 'first line' }]);
		const inAddress = { team: byUrl(`${desk.chatwoot.url}/app/accounts/1/settings/teams/1/edit`) };
		expect(await desk.output('get', inAddress)).toMatchObject([{ id: 1 }]);
		await desk.output('create', { name: 'b' });
		expect(await desk.output('getMany')).toHaveLength(2);
		expect(await desk.output('getMany', { limit: 1 })).toHaveLength(1);
		expect(await desk.output('getMany', { returnAll: true })).toHaveLength(2);
	});

	it('is changed in what was given', async () => {
		expect(
			await desk.output('update', { ...team, updateFields: { description: 'New' } }),
		).toMatchObject([{ id: 1, name: 'first line', description: 'New' }]);
		await desk.output('update', { ...team, updateFields: { name: 'One', autoAssignment: false } });
		expect(desk.sent('PATCH')).toEqual([
			['/teams/1', { team: { description: 'New' } }],
			['/teams/1', { team: { name: 'One', allow_auto_assign: false } }],
		]);
	});

	it('is deleted, once', async () => {
		expect(await desk.output('delete', team)).toEqual([{ deleted: true, id: 1 }]);
		expect(await desk.refusal('delete', team)).toContain('Chatwoot did not find team 1');
	});

	it('takes its values from each item, and failures to the error output', async () => {
		const items = [{ name: 'a' }, { name: '' }, { name: 'A' }, { name: 'b' }];
		const { outputs } = await desk.result(
			'create',
			{ name: '={{ $json.name }}' },
			{ items, onError: 'continueErrorOutput' },
		);
		expect(outputs[0]).toMatchObject([
			{ json: { name: 'a' }, pairedItem: { item: 0 } },
			{ json: { name: 'b' }, pairedItem: { item: 3 } },
		]);
		expect(outputs[1].map(({ json }) => json.error)).toEqual([
			'"Name" is empty',
			expect.stringContaining('Name has already been taken'),
		]);
		expect(outputs[1][1].error?.description).toContain('another team has this name');
	});

	it.each([
		['create', { name: '' }, '"Name" is empty'],
		['create', { name: 'x', additionalFields: { autoAssignment: '={{ "x" }}' } }, 'true or false'],
		['get', { team: byId('') }, '"Team" is empty'],
		['update', { ...team, updateFields: {} }, '"Update Fields" is empty'],
		[
			'update',
			{ team: byId('={{ "1a" }}'), updateFields: { name: 'x' } },
			'"Team" is not an ID: "1a"',
		],
		['delete', { team: byId('={{ "1a" }}') }, '"Team" is not an ID: "1a"'],
		['getMany', { limit: 0 }, '"Limit" should be a whole number'],
		['addMembers', { ...team, agents: [] }, '"Agent Names or IDs" is empty'],
		['addMembers', { ...team, agents: '={{ [{}] }}' }, 'holds what is no ID'],
		[
			'setMembers',
			{ ...team, agents: '={{ [1, $json.nobody] }}' },
			'holds what is no ID: "undefined"',
		],
		['setMembers', { ...team, agents: '={{ [1, null] }}' }, 'holds what is no ID: "null"'],
	])('refuses %s with %j before any request', async (operation, change, problem) => {
		expect(await desk.refusal(operation, change)).toContain(problem);
		expect(desk.chatwoot.requests).toEqual([]);
	});

	it.each([
		['create', { name: 'x' }],
		['update', { ...team, updateFields: { name: 'x' } }],
		['delete', team],
		['addMembers', { ...team, agents: [1] }],
		['setMembers', { ...team, agents: [1] }],
		['removeMembers', { ...team, agents: [2] }],
	])('says that %s needs an administrator', async (operation, change) => {
		expect(await desk.refusal(operation, change, asAgent)).toContain('role Administrator');
	});

	it('is not available to bots', async () => {
		expect(await desk.refusal('get', team, asBot)).toContain('does not let bots do this');
	});
});

describe('The members of a team', () => {
	const members = () => desk.chatwoot.state.teamMembers.all().map(({ user_id }) => user_id);

	it('are listed', async () => {
		expect(await desk.output('getMembers', team)).toMatchObject([
			{ id: 2, email: 'arthur@acme.example' },
		]);
		const [raw] = await desk.output('getMembers', { ...team, simplify: false });
		expect(raw).toHaveProperty('provider', 'email');
	});

	it('are all in the output after some were added, not only the new ones', async () => {
		const [output] = await desk.output('addMembers', { ...team, agents: [1] });
		expect(output).toMatchObject({ id: 1, members: [{ id: 2 }, { id: 1 }] });
		expect(desk.sent('POST')).toEqual([['/teams/1/team_members', { user_ids: [1] }]]);
		expect(await desk.output('addMembers', { ...team, agents: [1] })).toEqual([output]);
	});

	it('are set and removed', async () => {
		expect(await desk.output('setMembers', { ...team, agents: [1] })).toMatchObject([
			{ members: [{ id: 1, name: 'Alice Admin' }] },
		]);
		expect(members()).toEqual([1]);
		expect(await desk.output('removeMembers', { ...team, agents: [1] })).toEqual([
			{ id: 1, members: [] },
		]);
		expect(members()).toEqual([]);
	});

	it.each(['addMembers', 'setMembers', 'removeMembers'])(
		'%s names strangers',
		async (operation) => {
			const text = await desk.refusal(operation, { ...team, agents: [1, 55] });
			expect(text).toContain(
				'"Agent Names or IDs" holds IDs of people who are not agents of the account: 55',
			);
			expect(members()).toEqual([2]);
		},
	);
});
