import { once } from 'node:events';
import { createServer, request as send } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Member } from './member';

/** What webhook processes answer; the rest, test webhooks included, is for the main process. */
const FOR_WEBHOOKS = /^\/(webhook|webhook-waiting|form|form-waiting|mcp)\//;

/**
 * The reverse proxy before n8n in queue mode: round robin over the webhook processes that are ready, and
 * on to the next one if a process does not answer (n8n.md §5).
 */
export async function startFront(port: number, main: Member, webhooks: Member[]) {
	let turn = 0;
	const server = createServer((request, response) => {
		if (!FOR_WEBHOOKS.test(request.url ?? '')) return pass(request, response, [main]);
		const ready = webhooks.filter(({ isReady }) => isReady);
		const first = turn++ % Math.max(ready.length, 1);
		pass(request, response, [...ready.slice(first), ...ready.slice(0, first)]);
	});
	// Never closes a connection that its sender is about to use again.
	server.keepAliveTimeout = 0;
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return {
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}

/** A delivery that was cut off may have started its run: the next process may start another. */
function pass(request: IncomingMessage, response: ServerResponse, members: Member[]): void {
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => chunks.push(chunk));
	request.on('error', () => response.destroy());
	request.on('end', () => attempt(0));
	function attempt(index: number): void {
		const member = members.at(index);
		if (!member) return void response.writeHead(503).end();
		const { method, url: path, headers } = request;
		member.open++;
		// n8n may close a kept connection at the moment at which it is used again.
		const options = { agent: false, host: '127.0.0.1', port: member.port };
		const onward = send({ ...options, method, path, headers });
		onward.on('close', () => member.open--);
		onward.on('response', (answer) => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.on('error', () => response.destroy());
			answer.pipe(response);
		});
		onward.on('error', () => {
			if (response.headersSent) return void response.destroy();
			attempt(index + 1);
		});
		onward.end(Buffer.concat(chunks));
	}
}
