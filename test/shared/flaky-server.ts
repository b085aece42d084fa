import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request as it reached the server. */
export interface Received {
	method: string;
	/** Path and query. */
	url: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
	/** When its headers arrived, in ms since 1970. */
	at: number;
}

export interface Answer {
	status?: number;
	headers?: Record<string, string>;
	/** Text and buffers are sent as they are, all else as JSON. */
	body?: unknown;
	/** Time before the answer, in ms. */
	delay?: number;
	/**
	 * - `resetAtOnce`: the connection breaks before the request was read;
	 * - `resetAfterBody`: it breaks after the request was read, so it may have been carried out;
	 * - `stall`: no answer ever comes;
	 * - `cutShort`: the answer breaks off in the middle;
	 * - `silence`: half of the answer, and then nothing more;
	 * - `drip`: the head of an answer, then a space now and then, without end;
	 * - `dripHeaders`: one header after the other, without end.
	 */
	fault?:
		'resetAtOnce' | 'resetAfterBody' | 'stall' | 'cutShort' | 'silence' | 'drip' | 'dripHeaders';
}

/** What to answer to a request; `number` counts the requests from 1. */
export type Script = (request: Received, number: number) => Answer | Promise<Answer>;

/** The answers one after another; the last one repeats. */
export function inTurn(...answers: Answer[]): Script {
	return (_, number) => answers[Math.min(number, answers.length) - 1];
}

/** A server on this machine that answers as the script says. */
export class FlakyServer {
	/** In the order of arrival. */
	requests: Received[] = [];
	script: Script = () => ({});
	private readonly server: Server;

	private constructor() {
		this.server = createServer((request, response) => void this.answer(request, response));
		this.server.on('connection', (socket) => {
			this.connections++;
			socket.once('close', () => this.connections--);
		});
	}

	/** On a free port by default. */
	static async start(port = 0): Promise<FlakyServer> {
		const flaky = new FlakyServer();
		await new Promise<void>((resolve) => flaky.server.listen(port, '127.0.0.1', resolve));
		return flaky;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** Forgets what arrived and answers from a new script. */
	plays(script: Script): void {
		this.requests = [];
		this.script = script;
	}

	/** How many connections are open. */
	connections = 0;

	/** Ends all connections. */
	hangUp(): void {
		this.server.closeAllConnections();
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { method = '', url = '', headers, socket } = request;
		const received = { method, url, headers, body: Buffer.alloc(0), at: Date.now() };
		const number = this.requests.push(received);
		const { status = 200, delay = 0, fault, ...answer } = await this.script(received, number);
		if (fault === 'resetAtOnce') return void socket.resetAndDestroy();
		const body = await buffer(request).catch(() => undefined);
		// Its sender has given up.
		if (!body) return;
		received.body = body;
		if (fault === 'stall') return;
		await new Promise((resolve) => setTimeout(resolve, delay));
		if (fault === 'resetAfterBody') return void socket.resetAndDestroy();
		const { body: content = { ok: true } } = answer;
		const isJson = typeof content !== 'string' && !Buffer.isBuffer(content);
		const bytes = Buffer.from(isJson ? JSON.stringify(content) : (content as string | Buffer));
		const type = isJson ? { 'content-type': 'application/json; charset=utf-8' } : {};
		if (fault === 'drip' || fault === 'dripHeaders') return drip(socket, fault);
		response.writeHead(status, { 'content-length': bytes.length, ...type, ...answer.headers });
		if (fault !== 'cutShort' && fault !== 'silence') return void response.end(bytes);
		const isCut = fault === 'cutShort';
		response.write(bytes.subarray(0, bytes.length / 2), () => isCut && socket.destroy());
	}
}

function drip(socket: Socket, what: 'drip' | 'dripHeaders'): void {
	const isBody = what === 'drip';
	const type = 'content-type: application/json\r\ntransfer-encoding: chunked\r\n';
	socket.write(`HTTP/1.1 200 OK\r\n${type}${isBody ? '\r\n' : ''}`);
	const drops = setInterval(() => socket.write(isBody ? '1\r\n \r\n' : 'x-more: 1\r\n'), 100);
	socket.once('close', () => clearInterval(drops));
	socket.on('error', () => {});
}
