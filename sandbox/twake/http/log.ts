import type { FastifyInstance } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { IncomingMessage } from 'node:http';

export interface LoggedRequest {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	body: unknown;
}

const KEPT = 1000;

/** Keeps the newest requests that came over the wire, for tests to look at. */
export function addLog(app: FastifyInstance, log: LoggedRequest[]): void {
	app.addHook('preValidation', async (request) => {
		const overTheWire = request.raw instanceof IncomingMessage;
		if (!overTheWire || request.url.startsWith('/__sandbox/')) return;
		const { method, url: path, headers, body } = request;
		log.push({ method, path, headers, body });
		if (log.length > KEPT) log.shift();
	});
}
