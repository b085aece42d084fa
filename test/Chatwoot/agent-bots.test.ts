import { byId } from './chatwoot';
import { asAgent, Desk } from './desk';

const desk = new Desk('agentBot');
const bot = { agentBot: byId(1) };
const stored = () => desk.chatwoot.state.bots.get(1)!;

describe('Agent Bot', () => {
	it('is created, and its token stays in Chatwoot', async () => {
		const [output] = await desk.output('create', {
			name: ' Robo ',
			outgoingUrl: 'https://n8n.example.com/webhook/bot',
			additionalFields: { description: 'Answers first' },
		});
		expect(desk.sent('POST')).toEqual([
			[
				'/agent_bots',
				{
					name: 'Robo',
					outgoing_url: 'https://n8n.example.com/webhook/bot',
					description: 'Answers first',
				},
			],
		]);
		expect(output).toMatchObject({ id: expect.any(Number), name: 'Robo', account_id: 1 });
		expect(JSON.stringify(output)).not.toMatch(/access_token|secret/);
	});

	it.each([{}, asAgent])('is read without token and secret', async (who) => {
		const output = [
			...(await desk.output('get', bot, who)),
			...(await desk.output('getMany', { returnAll: true }, who)),
		];
		expect(output).toMatchObject([{ id: 1, name: 'Workflow bot' }, { id: 1 }]);
		expect(JSON.stringify(output)).not.toMatch(/BOT_TOKEN|access_token|"secret"/);
	});

	it('is changed in what was given', async () => {
		const outgoingUrl = 'http://10.0.0.1:5678/bot';
		expect(await desk.output('update', { ...bot, updateFields: { outgoingUrl } })).toMatchObject([
			{ id: 1, name: 'Workflow bot', outgoing_url: outgoingUrl },
		]);
		await desk.output('update', { ...bot, updateFields: { name: 'R', description: 'd' } });
		expect(desk.sent('PATCH')[1]).toEqual(['/agent_bots/1', { name: 'R', description: 'd' }]);
	});

	it('gets a new token and a new secret, which are not put out', async () => {
		const before = { ...stored() };
		expect(await desk.output('resetAccessToken', bot)).toEqual([{ reset: true, id: 1 }]);
		expect(stored().token).not.toBe(before.token);
		expect(stored().secret).toBe(before.secret);
		expect(await desk.output('resetSecret', bot)).toEqual([{ reset: true, id: 1 }]);
		expect(stored().secret).not.toBe(before.secret);
	});

	it('is deleted, once', async () => {
		expect(await desk.output('delete', bot)).toEqual([{ deleted: true, id: 1 }]);
		expect(await desk.refusal('delete', bot)).toContain('Chatwoot did not find agent bot 1');
	});

	it('is taken from each item, and failures go to the error output', async () => {
		const items = [{ id: 9 }, { id: 1 }];
		const { outputs } = await desk.result(
			'get',
			{ agentBot: byId('={{ $json.id }}') },
			{ items, onError: 'continueErrorOutput' },
		);
		expect(outputs[0]).toMatchObject([{ json: { id: 1 }, pairedItem: { item: 1 } }]);
		expect(outputs[1][0].json.error).toContain('agent bot 9');
	});

	it.each([
		['create', { name: '' }, '"Name" is empty'],
		['create', { name: 'x', outgoingUrl: 'nowhere' }, '"Outgoing URL" is not a web address'],
		['update', { ...bot, updateFields: {} }, '"Update Fields" is empty'],
		[
			'update',
			{ ...bot, updateFields: { outgoingUrl: 'x y' } },
			'Outgoing URL" is not a web address',
		],
		['delete', { agentBot: byId('') }, '"Agent Bot" is empty'],
		['resetAccessToken', { agentBot: byId('={{ "1a" }}') }, '"Agent Bot" is not an ID: "1a"'],
	])('refuses %s with %j before any request', async (operation, change, problem) => {
		expect(await desk.refusal(operation, change)).toContain(problem);
		expect(desk.chatwoot.requests).toEqual([]);
	});

	it.each([
		['create', { name: 'x' }],
		['update', { ...bot, updateFields: { name: 'x' } }],
		['delete', bot],
		['resetAccessToken', bot],
		['resetSecret', bot],
	])('says that %s needs an administrator', async (operation, change) => {
		const before = { ...stored() };
		expect(await desk.refusal(operation, change, asAgent)).toContain('role Administrator');
		expect(stored()).toEqual(before);
	});
});
