import { itemWithFile } from '../engine';
import { picture } from '../faults/chatwoot/plant';
import { byId, demo } from './chatwoot';
import { PlatformDesk } from './platform';

const PASSWORD = 'Pässword1!';
const pia = { email: 'Pia@Acme.example', name: 'Pia', password: PASSWORD };

describe('User', () => {
	const desk = new PlatformDesk('user');
	const user = byId(3);

	it('is made, changed and deleted, and its secrets stay inside', async () => {
		const { json, execution } = await desk.result('create', {
			...pia,
			additionalFields: { displayName: 'P', customAttributes: '{"crm": 7}' },
		});
		expect(json).toMatchObject([
			{ id: 3, name: 'Pia', display_name: 'P', email: 'pia@acme.example' },
		]);
		const { token, password } = desk.chatwoot.state.users.get(3)!;
		expect(password).toBe(PASSWORD);
		expect(JSON.stringify(execution.data.resultData)).not.toContain(token);

		const updateFields = { name: 'Pia B', customAttributes: '{"seats": 2}' };
		expect(await desk.output('update', { user, updateFields })).toMatchObject([
			{ name: 'Pia B', custom_attributes: { crm: 7, seats: 2 } },
		]);
		expect(JSON.stringify(await desk.output('get', { user }))).not.toContain(token);
		expect(await desk.output('delete', { user })).toEqual([{ deleted: true, id: 3 }]);
		expect(desk.chatwoot.state.users.get(3)).toBeUndefined();
	});

	it('is taken over when the server knows the email, and the node says what stays', async () => {
		const { json, hints } = await desk.result('create', { ...pia, email: 'alice@acme.example' });

		expect(json).toMatchObject([{ id: demo.admin, name: 'Alice Admin' }]);
		expect(hints).toEqual([expect.stringContaining('name is "Alice Admin", not "Pia"')]);
		expect(hints.join()).not.toContain(PASSWORD);
	});

	it.each([
		['abc', 'lacks 6 characters, a capital letter from A to Z, a digit, a special character'],
		['PASSWORD1!', 'lacks a small letter from a to z'],
		['', 'is empty'],
	])('is refused with the password %j, which is not shown', async (password, problem) => {
		const told = await desk.refusal('create', { ...pia, password });

		expect(told).toContain(`"Password" ${problem}`);
		if (password !== '') expect(told).not.toContain(password);
		expect(desk.sent).toEqual([]);
	});

	it('has a login link and a token, which only their operations put out', async () => {
		await desk.output('create', pia);
		const { token } = desk.chatwoot.state.users.get(3)!;

		expect(await desk.output('getAccessToken', { user })).toEqual([{ id: 3, token }]);
		const [{ url }] = await desk.output('getLoginLink', { user });
		expect(url).toMatch(/\/app\/login\?email=pia%40acme\.example&sso_auth_token=[0-9a-f]{64}$/);
		const { description } = desk.run('getLoginLink', {}).node;
		expect(description.sensitiveOutputFields).toEqual(['token', 'url']);
	});

	it('cannot be touched when it is of others', async () => {
		desk.chatwoot.state.platformUsers.clear();

		expect(await desk.refusal('get', { user: byId(demo.agent) })).toMatch(
			/does not let the platform app touch user 2.*User > Create with the email/,
		);
	});
});

describe('Account User', () => {
	const desk = new PlatformDesk('accountUser');
	const account = byId(demo.account);
	const roleOf = (user: number) =>
		desk.chatwoot.state.memberships.find(({ user_id }) => user_id === user)?.role;

	it('gets a role, another one, and goes', async () => {
		const user = byId(demo.agent);
		expect(await desk.output('add', { account, user, role: 'administrator' })).toMatchObject([
			{ account_id: 1, user_id: 2, role: 'administrator' },
		]);
		await desk.output('add', { account, user });
		expect(roleOf(2)).toBe('agent');
		expect(await desk.output('remove', { account, user })).toEqual([
			{ removed: true, account_id: 1, user_id: 2 },
		]);
		expect(roleOf(2)).toBeUndefined();
	});

	it('is listed with the role', async () => {
		const members = await desk.output('getMany', { account });

		expect(members.map(({ user_id, role }) => [user_id, role])).toEqual([
			[1, 'administrator'],
			[2, 'agent'],
		]);
	});

	it.each([
		[{ user: byId(99) }, /User must exist.*The user may not exist/],
		[{ user: byId(2), role: 'owner' }, /"Role" is "owner"/],
		[{}, /"User" is empty/],
	])('is refused: %j', async (change, problem) => {
		expect(await desk.refusal('add', { account, ...change })).toMatch(problem);
	});
});

describe('Agent Bot', () => {
	const desk = new PlatformDesk('agentBot');
	const agentBot = byId(2);

	it('is made for one account, changed, listed and deleted', async () => {
		const [made] = await desk.output('create', {
			name: 'Helper',
			outgoingUrl: 'https://n8n.example.com/webhook/bot',
			additionalFields: { account: byId(demo.account) },
		});
		expect(made).toEqual({
			id: 2,
			name: 'Helper',
			description: null,
			outgoing_url: 'https://n8n.example.com/webhook/bot',
			account_id: 1,
		});
		expect(await desk.output('update', { agentBot, updateFields: { name: 'H' } })).toMatchObject([
			{ id: 2, name: 'H', account_id: 1 },
		]);
		expect(await desk.output('getMany')).toMatchObject([{ name: 'H' }]);
		expect(await desk.output('get', { agentBot })).toMatchObject([{ name: 'H' }]);
		const { token } = desk.chatwoot.state.bots.get(2)!;
		expect(await desk.output('getAccessToken', { agentBot })).toEqual([{ id: 2, token }]);
		expect(await desk.output('delete', { agentBot })).toEqual([{ deleted: true, id: 2 }]);
	});

	it('has a picture, until it is taken away', async () => {
		const { content, ...named } = picture();
		const withPicture = { items: [itemWithFile({}, Buffer.from(content, 'latin1'), named)] };
		const shown = { avatarBinaryField: 'data' };
		const avatar = (id: number) => desk.chatwoot.state.bots.get(id)?.avatar;
		await desk.output('create', { name: 'Helper', additionalFields: shown }, withPicture);
		expect(avatar(2)).toEqual(expect.any(Number));

		await desk.output('deleteAvatar', { agentBot });
		expect(avatar(2)).toBeNull();
		await desk.output('update', { agentBot, updateFields: shown }, withPicture);
		expect(avatar(2)).toEqual(expect.any(Number));
		expect(
			await desk.refusal('update', { agentBot, updateFields: { avatarBinaryField: '' } }),
		).toContain('"Update Fields" is empty');
	});

	it('belongs to all accounts without one', async () => {
		expect(await desk.output('create', { name: 'Global' })).toMatchObject([{ account_id: null }]);
		expect(desk.sent).toEqual([['POST /agent_bots', { name: 'Global' }]]);
	});
});
