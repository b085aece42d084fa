import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastify from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { isJson, readBody } from './http/body';
import { exception, formatOf } from './http/exceptions';
import { Halt, RecordInvalid, RecordMissing, RubyError } from './http/errors';
import { Later } from './http/later';
import { BadRequest, parseQuery } from './http/params';
import { json, Reply } from './http/reply';
import type { Incoming } from './http/request';
import type { DeliveryOptions } from './deliveries';
import { Deliveries } from './deliveries';
import { runJobs } from './jobs';
import type { Throttle } from './http/throttle';
import type { World } from './state/seed';
import { fromWorld } from './state/seed';
import type { Release } from './state/release';
import type { State } from './state/state';
import { routes } from './routes';

export interface LoggedRequest {
	method: string;
	path: string;
	headers: Record<string, string | undefined>;
	body?: unknown;
}

export interface Server {
	state: State;
	release: Release;
	deliveries?: Deliveries;
	deliveryOptions: DeliveryOptions;
	url: string;
	latency: number;
	transaction: number;
	requests: LoggedRequest[];
	/** Exceptions that no rule of the server explains: bugs in the sandbox. */
	mistakes: unknown[];
	throttle: Throttle;
}

const MAX_LOG = 10_000;
const MAX_QUERY = 10 * 1024; // puma (chatwoot.md [115])
const MAX_HEADERS = 80 * 1024; // puma (chatwoot.md [115])
const MAX_BODY = 256 * 1024 * 1024;

/** The HTTP side: reading requests, writing answers. All paths go through our own router. */
export function build(server: Server): FastifyInstance {
	const app = fastify({
		bodyLimit: MAX_BODY,
		http: { maxHeaderSize: 4 * MAX_HEADERS },
		rewriteUrl: () => '/',
		forceCloseConnections: true,
		clientErrorHandler: (_error, socket) => {
			if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n');
		},
	});
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	void app.register(multipart, {
		limits: {
			fieldNameSize: 10_000,
			fieldSize: MAX_BODY,
			fileSize: MAX_BODY,
			parts: 10_000,
			fields: 10_000,
		},
	});
	// a type that Fastify cannot parse is neither JSON nor a form: a body without parameters
	app.addHook('onRequest', (request, _reply, done) => {
		const type = request.headers['content-type'];
		if (type !== undefined && !/^[\w.+-]+\/[\w.+-]+\s*(;|$)/.test(type)) {
			request.headers['content-type'] = 'application/octet-stream';
		}
		done();
	});
	app.setNotFoundHandler((request, reply) =>
		send(reply, exception(404, formatOf(request.headers.accept))),
	);
	app.setErrorHandler((_error, request, reply) =>
		send(reply, exception(400, formatOf(request.headers.accept))),
	);
	void app.register((scope, _options, done) => {
		scope.route({
			method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
			url: '/',
			handler: async (request, reply) => send(reply, await answer(server, request)),
		});
		done();
	});
	return app;
}

function send(reply: FastifyReply, { status, body, type, headers }: Reply) {
	void reply.code(status).headers({ 'x-content-type-options': 'nosniff', ...headers });
	if (type) void reply.type(type);
	return reply.send(typeof body === 'string' && !type ? undefined : body);
}

async function answer(server: Server, request: FastifyRequest): Promise<Reply> {
	const [, path, query = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(request.originalUrl) ?? ['', '/'];
	const headers = request.headers as Record<string, string | undefined>;
	if (path === '/__sandbox/seed' && request.method === 'POST') return seed(server, request);
	if (query.length > MAX_QUERY || request.raw.rawHeaders.join().length > MAX_HEADERS) {
		return new Reply(400);
	}
	if (server.latency > 0) await sleep(server.latency);
	const method = methodOf(request);
	const entry: LoggedRequest = { method, path: request.originalUrl, headers };
	server.requests.push(entry);
	if (server.requests.length > MAX_LOG) server.requests.shift();
	try {
		const incoming: Incoming = {
			method,
			path,
			headers,
			isJson: isJson(request),
			query: {},
			body: {},
		};
		if (server.throttle.refuses(incoming)) return new Reply(429, 'Retry later\n', 'text/plain');
		incoming.query = parseQuery(query);
		incoming.body = await readBody(request);
		if (Object.keys(incoming.body).length > 0) entry.body = incoming.body;
		return await dispatch(server, incoming);
	} catch (error) {
		if (error instanceof BadRequest) return exception(400, formatOf(headers.accept));
		throw error;
	}
}

/**
 * A POST can ask to be taken for another method by a header, not by a parameter
 * (chatwoot.md [110, 291]).
 */
function methodOf(request: FastifyRequest): string {
	const override = request.headers['x-http-method-override'];
	const wanted = request.method === 'POST' && typeof override === 'string' ? override : '';
	return /^(GET|HEAD|PUT|PATCH|DELETE|OPTIONS)$/i.test(wanted)
		? wanted.toUpperCase()
		: request.method;
}

async function dispatch(server: Server, request: Incoming): Promise<Reply> {
	if (isPreflight(request)) return new Reply(200);
	const match = routes.router.match(request.method, request.path);
	if (!match) return exception(404, formatOf(request.headers.accept));
	try {
		// a request that waits for nothing runs its jobs before any other request
		const first = match.route.run(server.state, request, match.path);
		let result = first instanceof Promise ? ((await first) as unknown) : first;
		if (result instanceof Later) {
			await sleep(server.transaction);
			result = result.write();
		}
		runJobs(server.state);
		const reply = result instanceof Reply ? result : json(result);
		const asked =
			match.extension === 'xml' || match.extension === 'html' ? match.extension : undefined;
		return asked && reply.status === 200 ? exception(406, asked) : reply;
	} catch (error) {
		server.state.jobs.length = 0;
		if (error instanceof Halt || error instanceof RecordInvalid) return error.reply;
		if (error instanceof BadRequest) throw error;
		if (error instanceof RecordMissing) return exception(404, formatFor(request, match.extension));
		if (!(error instanceof RubyError)) server.mistakes.push(error);
		return exception(500, 'json'); // known routes are JSON whatever Accept says (chatwoot.md [478])
	}
}

/** An extension in the path overrides the Accept header (chatwoot.md [529]). */
function formatFor(request: Incoming, extension: string | undefined) {
	if (extension === undefined) return formatOf(request.headers.accept);
	return extension === 'json' ? 'json' : 'html';
}

function isPreflight({ method, headers }: Incoming) {
	return method === 'OPTIONS' && !!headers.origin && !!headers['access-control-request-method'];
}

/** Starts over with a world; pending deliveries of the old state are dropped. */
export function seedServer(server: Server, world: World): void {
	server.deliveries?.stop();
	server.state = fromWorld(world, server.url, server.release);
	server.deliveries = new Deliveries(server.state, server.deliveryOptions);
	server.throttle.reset();
}

async function seed(server: Server, request: FastifyRequest): Promise<Reply> {
	const text = Buffer.isBuffer(request.body) ? request.body.toString() : '';
	seedServer(server, JSON.parse(text || '{}') as World);
	return new Reply(204);
}
