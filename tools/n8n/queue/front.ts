import { once } from 'node:events';
import { createServer, request as send } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What webhook processes answer; the rest, test webhooks included, is for the main process. */
const FOR_WEBHOOKS = /^\/(webhook|webhook-waiting|form|form-waiting|mcp)\//;

/**
 * The reverse proxy before n8n in queue mode: round robin over the webhook processes, and on to the next
 * one if a process does not listen.
 */
export async function startFront(port: number, main: number, webhooks: number[]) {
	let turn = 0;
	const server = createServer((request, response) => {
		if (!FOR_WEBHOOKS.test(request.url ?? '')) return pass(request, response, [main]);
		const first = turn++ % webhooks.length;
		pass(request, response, [...webhooks.slice(first), ...webhooks.slice(0, first)]);
	});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return {
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}

/** A refused connection has carried nothing: what was read of the request goes to the next process. */
function pass(request: IncomingMessage, response: ServerResponse, ports: number[]): void {
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => chunks.push(chunk));
	request.on('error', () => response.destroy());
	request.on('end', () => attempt(0));
	function attempt(index: number): void {
		const { method, url: path, headers } = request;
		const onward = send({ host: '127.0.0.1', port: ports[index], method, path, headers });
		onward.on('response', (answer) => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.on('error', () => response.destroy());
			answer.pipe(response);
		});
		onward.on('error', (error: NodeJS.ErrnoException) => {
			const isRefused = error.code === 'ECONNREFUSED';
			if (isRefused && index + 1 < ports.length) return attempt(index + 1);
			if (response.headersSent) return void response.destroy();
			response.writeHead(isRefused ? 503 : 502).end();
		});
		onward.end(Buffer.concat(chunks));
	}
}
