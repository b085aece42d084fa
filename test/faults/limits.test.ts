import { executeNode } from '../engine';
import { demoWorld, startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { clock } from '../../nodes/shared/retry';
import { byId, chatwootRun, demo } from '../Chatwoot/chatwoot';
import { FaultProxy } from './fault-proxy';

const LIMIT = 60;
const ITEMS = 300;
const WORKERS = 10;
/** The window of the server in real seconds; the node believes that it is a minute. */
const WINDOW = 1;

let chatwoot: ChatwootSandbox;
let proxy: FaultProxy;

beforeAll(async () => {
	const limits = { all: LIMIT, window: WINDOW, loopback: true };
	chatwoot = await startChatwoot({ limits });
	proxy = await FaultProxy.start(chatwoot.url);
	const factor = 60 / WINDOW;
	// Minutes of the node begin when windows of the server begin.
	jest.spyOn(clock, 'now').mockImplementation(() => Date.now() * factor);
	jest.spyOn(clock, 'sleep').mockImplementation(async (ms, signal) => {
		const end = Date.now() + ms / factor;
		while (Date.now() < end && !signal?.aborted) {
			await new Promise((resolve) => setTimeout(resolve, Math.min(end - Date.now(), 20)));
		}
	});
});
afterAll(async () => {
	jest.restoreAllMocks();
	await proxy.close();
	await chatwoot.close();
});

it('does a burst of 300 creates under a limit of 60 a minute, and is hardly refused', async () => {
	chatwoot.seed(demoWorld);
	let refused = 0;
	const windows = new Set<number>();
	proxy.begin(() => async ({ response, forward }) => {
		const { status, headers, body } = await forward();
		if (status === 429) {
			refused++;
			windows.add(Math.floor(Date.now() / 1000 / WINDOW));
		}
		response.writeHead(status, headers).end(body);
	});
	const texts = Array.from({ length: ITEMS }, (_, index) => `Person ${index}`);
	const { error, json } = await executeNode({
		...chatwootRun(chatwoot, {
			parameters: {
				resource: 'contact',
				operation: 'create',
				account: byId(demo.account),
				name: '={{ $json.name }}',
				options: { concurrency: WORKERS, maxWait: 3600 },
			},
			items: texts.map((name) => ({ name })),
			credential: { baseUrl: proxy.url },
		}),
	});
	expect(error).toBeUndefined();
	expect(json.map(({ name }) => name)).toEqual(texts);
	const stored = chatwoot.state.contacts.all().map(({ name }) => name);
	expect(stored.filter((name) => name?.startsWith('Person ')).sort()).toEqual([...texts].sort());
	// A slow machine may not reach the limit at all.
	expect(refused).toBeLessThanOrEqual(2 * windows.size * WORKERS);
});
