import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';

/** A request as the proxy saw it. */
export interface Met {
	method: string;
	path: string;
	body: Buffer;
	/** How often exactly this request has come, from 1. */
	attempt: number;
	/** How many requests have come, from 1. */
	number: number;
}

export interface Forwarded {
	method: string;
	path: string;
	body: Buffer;
	answer: Answer;
}

export interface Answer {
	status: number;
	headers: Record<string, string>;
	body: Buffer;
}

/** What a fault works with. */
export interface Exchange {
	response: ServerResponse;
	/** Lets the server behind it carry out the request. */
	forward(): Promise<Answer>;
	/** Refuses connections for this many milliseconds. */
	down(ms: number): Promise<void>;
}

export type Fault = (exchange: Exchange) => Promise<void> | void;

/** Sits in front of a sandbox and spoils the exchanges that `plan` chooses; all others pass. */
export class FaultProxy {
	plan: (met: Met) => Fault | undefined = () => undefined;
	/** The received requests, as `POST /path`. */
	met: string[] = [];
	/** Those that reached the server behind, with its answers. */
	forwarded: Forwarded[] = [];
	url = '';
	private readonly pending = new Set<Promise<Answer>>();
	private readonly seen = new Map<string, number>();
	private readonly server: Server;
	private pool: Pool;
	private up?: NodeJS.Timeout;

	private constructor(target: string) {
		this.pool = new Pool(target, { connections: 50 });
		this.server = createServer((request, response) => {
			// A broken connection ends the work on it, as in any server.
			this.answer(request, response).catch(() => response.destroy());
		});
	}

	static async start(target: string): Promise<FaultProxy> {
		const proxy = new FaultProxy(target);
		await proxy.listen(0);
		proxy.url = `http://127.0.0.1:${(proxy.server.address() as AddressInfo).port}`;
		return proxy;
	}

	/** Forgets what arrived and continues with a new plan. */
	begin(plan: FaultProxy['plan']): void {
		this.plan = plan;
		this.met = [];
		this.forwarded = [];
		this.seen.clear();
	}

	/** Waits for requests still in flight to the server, even abandoned ones. */
	async settled(): Promise<void> {
		for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
		await Promise.allSettled(this.pending);
	}

	async close(): Promise<void> {
		clearTimeout(this.up);
		this.server.closeAllConnections();
		if (this.server.listening) await new Promise((resolve) => this.server.close(resolve));
		await this.pool.destroy();
	}

	private async listen(port: number): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
	}

	private async down(ms: number): Promise<void> {
		if (!this.server.listening) return;
		const { port } = this.server.address() as AddressInfo;
		this.server.close();
		this.up = setTimeout(() => void this.listen(port), ms);
	}

	private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { method = 'GET', url: path = '/', headers } = request;
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const body = Buffer.concat(chunks);
		const key = `${method} ${path} ${body.toString('latin1')}`;
		const attempt = (this.seen.get(key) ?? 0) + 1;
		this.seen.set(key, attempt);
		const number = this.met.push(`${method} ${path}`);
		const forward = async () => {
			const answer = this.forward({ method, path, body }, headers);
			this.pending.add(answer);
			try {
				return await answer;
			} finally {
				this.pending.delete(answer);
			}
		};
		const fault = this.plan({ method, path, body, attempt, number });
		const exchange = { response, forward, down: async (ms: number) => await this.down(ms) };
		await (fault ?? pass)(exchange);
	}

	private async forward(
		{ method, path, body }: { method: string; path: string; body: Buffer },
		given: IncomingMessage['headers'],
	): Promise<Answer> {
		const headers = { ...given };
		for (const name of ['host', 'connection', 'transfer-encoding']) delete headers[name];
		const answer = await this.pool.request({
			method: method as 'GET',
			path,
			headers,
			body: body.length > 0 ? body : undefined,
		});
		const type = answer.headers['content-type'];
		const received: Answer = {
			status: answer.statusCode,
			headers: type === undefined ? {} : { 'content-type': String(type) },
			body: Buffer.from(await answer.body.arrayBuffer()),
		};
		this.forwarded.push({ method, path, body, answer: received });
		return received;
	}
}

const pass: Fault = async ({ response, forward }) => {
	const { status, headers, body } = await forward();
	response.writeHead(status, headers).end(body);
};
