import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggedRequest, Server } from './context';
import { authenticate } from './http/authenticate';
import { Call } from './http/call';
import { MatrixError, unrecognized } from './http/errors';
import { Query } from './http/query';
import { Reply } from './http/reply';
import { match } from './http/router';
import { routes } from './routes';
import type { Json } from './state/types';

const MAX_LOG = 10_000;
/** A longer URL breaks the connection (matrix.md [369]). */
const MAX_ADDRESS = 16_384;

const JSON_HEADERS = {
	'content-type': 'application/json',
	'cache-control': 'no-cache, no-store, must-revalidate',
	'access-control-allow-origin': '*',
};

const NO_PAGE = `
<html>
  <head><title>404 - No Such Resource</title></head>
  <body>
    <h1>No Such Resource</h1>
    <p>Sorry. No luck finding that resource.</p>
  </body>
</html>
`;

/** The HTTP side. Node's own server, because Synapse takes URLs byte for byte. */
export function build(server: Server): http.Server {
	return http.createServer({ maxHeaderSize: 512 * 1024 }, (request, response) => {
		void handle(server, request, response);
	});
}

async function handle(
	server: Server,
	request: http.IncomingMessage,
	response: http.ServerResponse,
): Promise<void> {
	if ((request.url ?? '').length > MAX_ADDRESS) return void request.socket.destroy();
	const gone = new AbortController();
	response.on('close', () => gone.abort());
	let bytes: Buffer;
	try {
		bytes = await bodyOf(request);
	} catch {
		return;
	}
	const reply = await answer(server, request, bytes, gone.signal);
	if (response.destroyed) return;
	const { body } = reply;
	const content =
		Buffer.isBuffer(body) || typeof body === 'string'
			? Buffer.from(body)
			: Buffer.from(JSON.stringify(body));
	const isJson = !Buffer.isBuffer(body) && typeof body !== 'string';
	const headers = { server: 'Synapse/1.160.0', ...(isJson && JSON_HEADERS), ...reply.headers };
	const hasBody = reply.status !== 304 && reply.status !== 204;
	response.writeHead(reply.status, {
		...headers,
		...(hasBody && { 'content-length': content.length }),
	});
	response.end(request.method === 'HEAD' || !hasBody ? undefined : content);
}

async function bodyOf(request: http.IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

async function answer(
	server: Server,
	request: http.IncomingMessage,
	bytes: Buffer,
	gone: AbortSignal,
): Promise<Reply> {
	const { method = 'GET', url = '/' } = request;
	const [, path, query = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(url) ?? ['', '/'];
	const headers = request.headers as Record<string, string | undefined>;
	if (server.latency > 0) await sleep(server.latency);
	log(server, { method, path: url, headers }, bytes);
	try {
		const refused = refusedForm(method, path, headers);
		if (refused) return refused;
		const result = await run(server, { method, path, query, headers, bytes, gone });
		return result instanceof Reply ? result : new Reply(200, result as Json);
	} catch (error) {
		if (error instanceof MatrixError) return new Reply(error.status, error.body, error.headers);
		server.mistakes.push(error);
		return new Reply(500, { errcode: 'M_UNKNOWN', error: 'Internal server error' });
	}
}

function log(server: Server, entry: LoggedRequest, bytes: Buffer): void {
	if (bytes.length) {
		try {
			entry.body = JSON.parse(bytes.toString());
		} catch {
			entry.body = bytes;
		}
	}
	server.requests.push(entry);
	if (server.requests.length > MAX_LOG) server.requests.shift();
}

/** What the server refuses before it looks at the path (matrix.md §7). */
function refusedForm(
	method: string,
	path: string,
	headers: Record<string, string | undefined>,
): Reply | undefined {
	if (method === 'OPTIONS') return new Reply(204, '', { 'access-control-allow-origin': '*' });
	if (headers['transfer-encoding']?.includes('chunked')) return new Reply(400);
	if (headers['content-type']?.startsWith('multipart/form-data')) return new Reply(415);
	if (/^\/(_matrix)?(\/|$)/.test(path) && path !== '/') return undefined;
	const known = match(routes, method, path);
	if (known && known !== 'other method') return undefined;
	return new Reply(404, NO_PAGE, { 'content-type': 'text/html; charset=utf-8' });
}

interface Incoming {
	method: string;
	path: string;
	query: string;
	headers: Record<string, string | undefined>;
	bytes: Buffer;
	gone: AbortSignal;
}

async function run(server: Server, incoming: Incoming): Promise<unknown> {
	const { method, path, headers, bytes, gone } = incoming;
	const found = match(routes, method, path);
	if (!found) throw unrecognized(404);
	if (found === 'other method') throw unrecognized(405);
	const { route, params } = found;
	const query = new Query(incoming.query);
	const who = route.open ? undefined : authenticate(server.state, query, headers.authorization);
	if (who?.user.isGuest && route.guests === false)
		throw new MatrixError(403, 'M_GUEST_ACCESS_FORBIDDEN', 'Guest access not allowed');
	return await route.handler(
		new Call(server, method, path, params, query, headers, bytes, who, gone),
	);
}
