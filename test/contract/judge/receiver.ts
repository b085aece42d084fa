import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Delivery {
	method: string;
	path: string;
	headers: http.IncomingHttpHeaders;
	raw: string;
	json?: Record<string, unknown>;
}

/** How the recorded receiver answered, where that was not 200 at once. */
export interface Answer {
	status: number;
	body?: unknown;
	delay_ms?: number;
	location?: string;
}

export interface Expected {
	path: string;
	answered?: Answer;
}

function pathOnly(url: string) {
	return url.split('?')[0];
}

/** A server on 127.0.0.1 for what the server under test sends on its own. */
export class Receiver {
	readonly deliveries: Delivery[] = [];
	/** Paths of requested pages. */
	readonly visits: string[] = [];
	/** When no recorded answer is left. */
	otherwise: Answer = { status: 200 };
	private pages: Record<string, string> = {};
	private answers = new Map<string, Answer[]>();
	private readonly server = http.createServer(
		(request, response) => void this.take(request, response),
	);

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async open(): Promise<this> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return this;
	}

	close(): void {
		this.server.close();
		this.server.closeAllConnections();
	}

	/** Forgets what arrived and answers each path as recorded, in order. Pages are HTML by path. */
	expect(list: Expected[], pages: Record<string, string> = {}): void {
		this.deliveries.length = this.visits.length = 0;
		this.otherwise = { status: 200 };
		this.pages = pages;
		this.answers.clear();
		for (const { path, answered = { status: 200 } } of list) {
			const key = pathOnly(path);
			this.answers.set(key, [...(this.answers.get(key) ?? []), answered]);
		}
	}

	private async take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const raw = Buffer.concat(chunks).toString();
		const { method = '', url: path = '/', headers } = request;
		if (method === 'GET' && path in this.pages) {
			this.visits.push(path);
			response.writeHead(200, { 'content-type': 'text/html' }).end(this.pages[path]);
			return;
		}
		this.deliveries.push({ method, path, headers, raw, json: parse(raw) });
		const answer = this.answers.get(pathOnly(path))?.shift() ?? this.otherwise;
		// A redirect leads to where the same answer is given.
		const location = path === answer.location ? undefined : answer.location;
		setTimeout(() => {
			response.writeHead(location || !answer.location ? answer.status : 200, {
				'content-type': 'application/json',
				...(location && { location }),
			});
			response.end(typeof answer.body === 'string' ? answer.body : '');
		}, answer.delay_ms ?? 0);
	}
}

function parse(raw: string): Record<string, unknown> | undefined {
	try {
		return JSON.parse(raw) as Record<string, unknown>;
	} catch {
		return undefined;
	}
}
