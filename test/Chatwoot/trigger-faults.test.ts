import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { demoWorld, startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import type { Listener } from '../engine/trigger';
import { FaultProxy } from '../faults/fault-proxy';
import type { Fault } from '../faults/fault-proxy';
import { shrinkTime } from '../shared/fast-clock';
import { byId, demo } from './chatwoot';
import { openTrigger } from './trigger';

const FORMER = 'https://bridge.test/in';
const CHOSEN = 7;

let chatwoot: ChatwootSandbox;
let proxy: FaultProxy;
let trigger: Listener | undefined;

beforeAll(async () => {
	chatwoot = await startChatwoot();
	proxy = await FaultProxy.start(chatwoot.url);
});
beforeEach(() => {
	shrinkTime(50);
});
afterEach(() => {
	jest.restoreAllMocks();
});
afterAll(async () => {
	expect(chatwoot.mistakes).toEqual([]);
	await trigger?.close();
	await proxy.close();
	await chatwoot.close();
});

const inbox = () => chatwoot.state.inboxes.get(demo.api)!;
const bots = () => chatwoot.state.bots.where(({ deleted }) => !deleted);
/** The part of the world that the trigger may change. */
const registered = () => ({
	webhooks: chatwoot.state.webhooks.all().map(({ url, subscriptions }) => ({ url, subscriptions })),
	callback: inbox().channel.webhook_url,
	bot: inbox().bot_id,
	bots: bots().map(({ id, outgoing_url }) => ({ id, outgoing_url })),
});
const open = async (parameters: INodeParameters) => {
	await trigger?.close();
	chatwoot.seed(demoWorld);
	const { bots, inboxes } = chatwoot.state;
	const first = bots.get(1)!;
	first.outgoing_url = FORMER;
	bots.insert({
		...first,
		id: CHOSEN,
		name: 'Chosen',
		token: 'CHOSEN_TOKEN',
		outgoing_url: FORMER,
	});
	inboxes.get(demo.api)!.bot_id = first.id;
	inbox().channel.webhook_url = FORMER;
	return (trigger = await openTrigger(parameters, { staticData: {} }, proxy.url));
};
/** Activates like n8n: if that fails, it cleans up with the earlier stored data and says why. */
const activate = async (listener: Listener) => {
	const { staticData } = listener;
	const stored = JSON.parse(JSON.stringify(staticData)) as IDataObject;
	await listener.activate().catch(async (error: Error) => {
		for (const key of Object.keys(staticData)) delete staticData[key];
		Object.assign(staticData, stored);
		await listener.lifecycle('delete').catch(() => {});
		throw error;
	});
};
const messageOf = ({ message }: Error) => message;
const failing = (number: number, fault: Fault) => {
	proxy.begin((met) => (met.number === number ? fault : undefined));
};

const answering =
	(status: number): Fault =>
	({ response }) => {
		response.writeHead(status, { 'content-type': 'application/json' }).end('{"message":"No"}');
	};
const done =
	(status: number): Fault =>
	async ({ forward, response }) => {
		await forward();
		response.writeHead(status, { 'content-type': 'text/html' }).end('<html></html>');
	};
const cut: Fault = async ({ forward, response }) => {
	await forward();
	response.destroy();
};
const FAULTS: Array<[string, Fault]> = [
	...[401, 403, 404, 422, 500].map((status): [string, Fault] => [`${status}`, answering(status)]),
	['500 although it was done', done(500)],
	['nothing although it was done', cut],
];

const events = ['message_created'];
const ofInbox = { events, inbox: byId(demo.api) };
const sources: Array<[string, INodeParameters]> = [
	['an account webhook', { events }],
	['a callback', { ...ofInbox, source: 'callback' }],
	['a bot of its own', { ...ofInbox, source: 'bot' }],
	['an existing bot', { ...ofInbox, source: 'bot', botMode: 'existing', agentBot: byId(CHOSEN) }],
];

describe.each(sources)('%s', (_, parameters) => {
	/** The requests of a successful step; afterwards the world is as before. */
	const requestsOf = async (
		step: (opened: Listener) => Promise<unknown>,
		prepare?: typeof step,
	) => {
		const listener = await open(parameters);
		await prepare?.(listener);
		proxy.begin(() => undefined);
		await step(listener);
		return [...proxy.met];
	};
	const active = async (listener: Listener) => await listener.activate();

	it.each(FAULTS)(
		'is registered once and leaves nothing behind, whichever request of its activation is answered with %s',
		async (_what, fault) => {
			const requests = await requestsOf(activate);
			for (const [index, request] of requests.entries()) {
				const listener = await open(parameters);
				const before = registered();
				failing(index + 1, fault);
				const error = await activate(listener).then(() => undefined, messageOf);
				proxy.begin(() => undefined);
				if (error !== undefined)
					expect({ request, ...registered() }).toEqual({ request, ...before });
				await activate(listener);
				expect(JSON.stringify(registered()).split(listener.url)).toHaveLength(2);
				await listener.lifecycle('delete');

				expect({ request, ...registered() }).toEqual({ request, ...before });
				expect(error ?? '').not.toContain('ADMIN_TOKEN');
			}
			expect(requests.length).toBeGreaterThan(3);
		},
	);

	// What is not found is already gone.
	it.each(FAULTS.filter(([what]) => what !== '404'))(
		'is gone in the end, whichever request of its deactivation is answered with %s',
		async (_what, fault) => {
			const requests = await requestsOf(
				async (listener) => await listener.lifecycle('delete'),
				active,
			);
			for (const [index, request] of requests.entries()) {
				const listener = await open(parameters);
				const before = registered();
				await listener.activate();
				failing(index + 1, fault);
				const error = await listener.lifecycle('delete').then(() => undefined, messageOf);
				proxy.begin(() => undefined);
				if (error === undefined)
					expect({ request, ...registered() }).toEqual({ request, ...before });
				await listener.lifecycle('delete');

				expect({ request, ...registered() }).toEqual({ request, ...before });
				expect(error ?? '').not.toContain('ADMIN_TOKEN');
			}
		},
	);
});

it('does not listen without knowing whose messages are its own', async () => {
	const listener = await open({ events, account: byId(demo.account), own: 'ignoreUser' });
	failing(1, answering(500));
	await expect(activate(listener)).rejects.toThrow('HTTP 500');
	proxy.begin(() => undefined);
	await activate(listener);

	expect(listener.staticData.registrations).toMatchObject({ [listener.url]: { user: demo.admin } });
});
