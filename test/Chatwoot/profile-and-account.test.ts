import { byId } from './chatwoot';
import { asAgent, asBot, Desk } from './desk';

describe('Profile', () => {
	const desk = new Desk('profile');

	it('says who the user is, without tokens', async () => {
		const [profile] = await desk.output('get');
		expect(profile).toMatchObject({
			id: 1,
			name: 'Alice Admin',
			email: 'alice@acme.example',
			accounts: [{ id: 1, name: 'Acme Support', role: 'administrator', status: 'active' }],
		});
		const [raw] = await desk.output('get', { simplify: false });
		expect(raw).toHaveProperty('ui_settings');
		expect(JSON.stringify([profile, raw])).not.toMatch(/ADMIN_TOKEN|access_token|pubsub_token/);
	});

	it('asks once for all items', async () => {
		expect(await desk.output('get', {}, { items: [{}, {}, {}] })).toHaveLength(3);
		expect(desk.chatwoot.requests).toHaveLength(1);
	});

	it('is changed in what was given', async () => {
		const updateFields = { name: 'Ali', displayName: 'A.', messageSignature: 'Best,\nAli' };
		expect(await desk.output('update', { updateFields })).toMatchObject([
			{ name: 'Ali', display_name: 'A.', message_signature: 'Best,\nAli' },
		]);
		expect(desk.chatwoot.requests[0].body).toEqual({
			profile: { name: 'Ali', display_name: 'A.', message_signature: 'Best,\nAli' },
		});
	});

	it('takes its values from each item', async () => {
		const items = [{ name: 'One' }, { name: 'Two' }];
		const output = await desk.output(
			'update',
			{ updateFields: { name: '={{ $json.name }}' } },
			{ items },
		);
		expect(output.map(({ name }) => name)).toEqual(['One', 'Two']);
		expect(desk.chatwoot.state.users.get(1)?.name).toBe('Two');
	});

	it('shows an availability in an account, and whether closing the dashboard ends it', async () => {
		expect(await desk.output('setAvailability', { availability: 'busy' })).toMatchObject([
			{ accounts: [{ availability: 'busy', auto_offline: true }] },
		]);
		const additionalFields = { autoOffline: false };
		const online = { account: byId(''), availability: 'online', additionalFields };
		expect(await desk.output('setAvailability', online)).toMatchObject([
			{
				accounts: [{ availability: 'online', availability_status: 'online', auto_offline: false }],
			},
		]);
		expect(desk.sent('POST')).toEqual([
			['/api/v1/profile/availability', { profile: { account_id: 1, availability: 'busy' } }],
			['/api/v1/profile/availability', { profile: { account_id: 1, availability: 'online' } }],
			['/api/v1/profile/auto_offline', { profile: { account_id: 1, auto_offline: false } }],
		]);
	});

	it.each([
		['update', { updateFields: {} }, '"Update Fields" is empty'],
		['update', { updateFields: { name: '={{ {} }}' } }, '"Update Fields > Name" should be text'],
		['setAvailability', { availability: 'away' }, '"Availability" is "away"'],
		['setAvailability', { account: byId('={{ "x" }}') }, '"Account" is not an ID'],
	])('refuses %s with %j before any request', async (operation, change, problem) => {
		expect(await desk.refusal(operation, change)).toContain(problem);
		expect(desk.chatwoot.requests).toEqual([]);
	});

	it('goes on when the account is not one of the user', async () => {
		const items = [{ account: 5 }, { account: 1 }];
		const { outputs } = await desk.result(
			'setAvailability',
			{ account: byId('={{ $json.account }}'), availability: 'busy' },
			{ items, onError: 'continueErrorOutput' },
		);
		expect(outputs[0]).toHaveLength(1);
		expect(outputs[1][0].json.error).toContain('did not find');
	});

	it('is not available to bots', async () => {
		expect(await desk.refusal('get', {}, asBot)).toContain('does not let bots do this');
	});
});

describe('Account', () => {
	const desk = new Desk('account');

	it('is read with its settings, by every member', async () => {
		const [account] = await desk.output('get', {}, asAgent);
		expect(account).toMatchObject({ id: 1, name: 'Acme Support', locale: 'en', settings: {} });
		expect(account).not.toHaveProperty('features');
		expect(await desk.output('get', { simplify: false })).toMatchObject([
			{ features: expect.any(Object) },
		]);
	});

	it('is changed in what was given', async () => {
		const updateFields = {
			autoResolveAfter: 30,
			autoResolveIgnoreWaiting: true,
			autoResolveLabel: ' Closed',
			autoResolveMessage: 'Bye',
			domain: 'acme.example',
			locale: 'pt_BR',
			name: 'Acme',
			supportEmail: 'Help@Acme.example',
		};
		const [account] = await desk.output('update', { updateFields });
		expect(desk.sent('PATCH')).toEqual([
			[
				'',
				{
					auto_resolve_after: 30,
					auto_resolve_ignore_waiting: true,
					auto_resolve_label: 'closed',
					auto_resolve_message: 'Bye',
					domain: 'acme.example',
					locale: 'pt_BR',
					name: 'Acme',
					support_email: 'help@acme.example',
				},
			],
		]);
		expect(account).toMatchObject({
			name: 'Acme',
			locale: 'pt_BR',
			settings: { auto_resolve_after: 30 },
		});
	});

	it('takes account and values from each item', async () => {
		const items = [
			{ id: 1, name: 'One' },
			{ id: 77, name: 'Two' },
		];
		const { outputs } = await desk.result(
			'update',
			{ account: byId('={{ $json.id }}'), updateFields: { name: '={{ $json.name }}' } },
			{ items, onError: 'continueErrorOutput' },
		);
		expect(outputs[0]).toMatchObject([{ json: { name: 'One' } }]);
		expect(outputs[1][0].json.error).toBe('Chatwoot did not find account 77');
	});

	it.each([
		[{}, '"Update Fields" is empty'],
		[{ autoResolveAfter: 9 }, '"Update Fields > Auto Resolve After (Minutes)" is 9'],
		[{ autoResolveAfter: '={{ "soon" }}' }, 'should be a whole number'],
		[{ locale: 'xx' }, '"Update Fields > Locale" is "xx"'],
		[{ supportEmail: 'nope' }, '"Update Fields > Support Email" is not an e-mail address'],
	])('refuses to change %j before any request', async (updateFields, problem) => {
		expect(await desk.refusal('update', { updateFields })).toContain(problem);
		expect(desk.chatwoot.requests).toEqual([]);
	});

	it('needs an administrator to be changed', async () => {
		expect(await desk.refusal('update', { updateFields: { name: 'x' } }, asAgent)).toContain(
			'role Administrator',
		);
	});
});
