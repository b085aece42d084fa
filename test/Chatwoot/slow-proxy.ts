import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { request as send } from 'undici';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { useChatwoot } from './chatwoot';

export interface SlowProxy {
	url: string;
	/** Milliseconds before and after each request, used up in turn and then from the start again. */
	delays: number[];
	/** Called before a request is passed on, for what another program does in between. */
	before?: (request: { method: string; path: string }) => Promise<void> | void;
	/** Milliseconds by which an answer is delayed. */
	late?: () => number;
	/** Which answers never arrive, although the request was carried out. */
	cut?: (request: { method: string; path: string }) => boolean;
	/** The longest body that it lets through, in bytes, as nginx does by client_max_body_size. */
	limit?: number;
	close(): void;
}

/** Sits between the node and a sandbox and shuffles requests and answers. */
export async function startSlowProxy(target: string): Promise<SlowProxy> {
	let turn = 0;
	const pause = async () => {
		const { delays } = proxy;
		if (delays.length > 0) await sleep(delays[turn++ % delays.length]);
	};
	const server = createServer(async (request, response) => {
		const { method = 'GET', url: path = '/' } = request;
		const body = await read(request);
		if (body.length > (proxy.limit ?? Infinity)) {
			response.writeHead(413, { 'content-type': 'text/html', server: 'nginx' });
			return void response.end('<html><h1>413 Request Entity Too Large</h1></html>');
		}
		await pause();
		await proxy.before?.({ method, path });
		const headers = { ...request.headers };
		delete headers.host;
		delete headers.connection;
		const answer = await send(`${target}${path}`, {
			method: method as 'GET',
			headers,
			body: body.length > 0 ? body : undefined,
		});
		const content = Buffer.from(await answer.body.arrayBuffer());
		await pause();
		await sleep(proxy.late?.() ?? 0);
		if (proxy.cut?.({ method, path })) return void request.socket.destroy();
		const type = answer.headers['content-type'];
		response.writeHead(answer.statusCode, type === undefined ? {} : { 'content-type': type });
		response.end(content);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const proxy: SlowProxy = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		delays: [],
		close: () => server.close(),
	};
	return proxy;
}

/** A meeting: whoever comes waits until `count` have come; later ones do not wait. */
export function meeting(count: number): () => Promise<void> {
	let come = 0;
	let begin = () => {};
	const begun = new Promise<void>((resolve) => (begin = resolve));
	return async () => {
		if (++come === count) begin();
		await begun;
	};
}

/** A Chatwoot for the tests of a file, behind a proxy that each test sets up anew. */
export function useSlowChatwoot(use: (chatwoot: ChatwootSandbox, proxy: SlowProxy) => void): void {
	const chatwoot = useChatwoot();
	let proxy: SlowProxy;
	beforeAll(async () => {
		proxy = await startSlowProxy(chatwoot.url);
		use(chatwoot, proxy);
	});
	beforeEach(() => {
		proxy.delays = [];
		proxy.before = proxy.late = proxy.cut = undefined;
	});
	afterAll(() => proxy.close());
}

async function read(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}
