import { byId, demo } from './chatwoot';
import { asAgent, Desk } from './desk';

const desk = new Desk('integration');

const key = 'SECRET-KEY';
const openai = { app: 'openai', settings: { api_key: key, label_suggestion: true } };
const google = { project_id: 'shop', credentials: { private_key: key } };
const dialogflow = {
	app: 'dialogflow',
	settings: google,
	additionalFields: { inbox: byId(demo.website) },
};

const connected = async (change: object) => Number((await desk.output('create', change))[0].id);

describe('Integration', () => {
	it('connects an app to the account, and its key is not put out', async () => {
		const [row] = await desk.output('create', openai);
		expect(desk.sent('POST')).toEqual([
			['/integrations/hooks', { hook: { app_id: 'openai', settings: openai.settings } }],
		]);
		expect(row).toEqual({
			id: expect.any(Number) as number,
			app_id: 'openai',
			enabled: true,
			hook_type: 'account',
			inbox_id: null,
			inbox_name: null,
			settings: { label_suggestion: true },
		});
	});

	it('connects an app to an inbox, switched off, whose credentials nobody sees again', async () => {
		const { additionalFields } = dialogflow;
		const id = await connected({
			...dialogflow,
			additionalFields: { ...additionalFields, enabled: false },
		});
		expect(desk.sent('POST')[0][1]).toEqual({
			hook: {
				app_id: 'dialogflow',
				settings: google,
				inbox_id: demo.website,
				status: 'disabled',
			},
		});
		const integration = byId(id);
		for (const [operation, parameters] of [
			['get', { integration }],
			['get', { integration, simplify: false }],
			['getMany', {}],
			['getApps', { simplify: false }],
		] as const) {
			const rows = JSON.stringify(await desk.output(operation, parameters));
			expect(rows).toContain('"project_id":"shop"');
			expect(rows).not.toContain(key);
		}
		expect(await desk.output('get', { integration })).toMatchObject([
			{ enabled: false, inbox_id: demo.website, inbox_name: 'Shop Chat' },
		]);
	});

	it('is switched off and on, gets other settings, and is disconnected', async () => {
		const integration = byId(await connected(dialogflow));
		const off = await desk.result('update', { integration, updateFields: { enabled: false } });
		expect(off.json).toMatchObject([{ enabled: false }]);
		expect(off.hints).toEqual([]);
		const settings = { ...google, region: 'global' };
		const [changed] = await desk.output('update', { integration, updateFields: { settings } });
		expect(changed.settings).toEqual({ project_id: 'shop', region: 'global' });
		expect(desk.sent('PATCH').map(([, body]) => body)).toEqual([
			{ hook: { status: 'disabled' } },
			{ hook: { settings } },
		]);
		expect(await desk.output('delete', { integration })).toMatchObject([{ deleted: true }]);
		expect(desk.chatwoot.state.hooks.all()).toEqual([]);
		expect(await desk.refusal('get', { integration })).toContain('did not find integration');
	});

	it('tells which apps there are, what they want and where they are connected', async () => {
		const id = await connected(dialogflow);
		const apps = await desk.output('getApps');
		expect(apps.find((app) => app.id === 'dialogflow')).toMatchObject({
			name: 'Dialogflow',
			enabled: true,
			hook_type: 'inbox',
			integration_ids: [id],
			needed_settings: ['project_id', 'credentials'],
			optional_settings: ['region', 'language_code'],
		});
		const seen = await desk.output('getApps', {}, asAgent);
		expect(seen.map((app) => app.id)).toEqual(apps.map((app) => app.id));
	});

	it.each([
		[{ app: 'nope' }, '"App Name or ID" is "nope" This server knows: webhook, dashboard_apps,'],
		[{ app: '' }, '"App Name or ID" is empty'],
		[{ app: 'webhook' }, 'is "webhook", which is not connected by settings Connect it in Chatwoot'],
		[
			{ additionalFields: {} },
			'"Additional Fields > Inbox" is empty Dialogflow works in one inbox',
		],
		[
			{ settings: { project_id: 'p' } },
			'"Settings (JSON)" lacks credentials Dialogflow takes: project_id (string, needed), credentials (object, needed), region (string), language_code (string).',
		],
		[{ settings: { ...google, zone: 1 } }, 'holds "zone", unknown to Dialogflow'],
		[{ settings: '{"constructor": 1}' }, 'holds "constructor", unknown to Dialogflow'],
		[{ settings: { ...google, region: 1 } }, 'holds region, which has to be of the type string'],
		[{ settings: '[]' }, 'should be a JSON object, but is a list'],
		[{ settings: '{' }, '"Settings (JSON)" is not valid JSON'],
	])('is refused with %j before anything is made', async (change, text) => {
		expect(await desk.refusal('create', { ...dialogflow, ...change })).toContain(text);
		expect(desk.sent('POST')).toEqual([]);
	});

	it('is refused new settings that its app does not take', async () => {
		const integration = byId(await connected(dialogflow));
		const updateFields = { settings: { project_id: 'p' } };
		expect(await desk.refusal('update', { integration, updateFields })).toContain(
			'"Update Fields > Settings (JSON)" lacks credentials',
		);
		expect(desk.sent('PATCH')).toEqual([]);
	});

	it('explains that the account has the app already', async () => {
		await connected(openai);
		const said = await desk.refusal('create', openai);
		expect(said).toContain('Chatwoot does not accept the values');
		expect(said).toContain('or the account has connected it already');
		expect(said).not.toContain(key);
	});
});
