import type { FastifyInstance, FastifyReply } from 'fastify';
import { fastify } from 'fastify';
import { authenticate } from './auth/authenticate';
import { sendError } from './http/errors';
import { addHeaders } from './http/headers';
import type { LoggedRequest } from './http/log';
import { addLog } from './http/log';
import { addParsers } from './http/parsers';
import { applicationRoutes } from './routes/applications';
import { channelRoutes } from './routes/channels';
import { consoleRoutes } from './routes/console';
import { eventRoutes } from './routes/events';
import { downloadRoutes, fileRoutes } from './routes/files';
import { generalRoutes } from './routes/general';
import { legacyRoutes } from './routes/legacy';
import { memberRoutes } from './routes/members';
import { messageRoutes } from './routes/messages';
import { peopleRoutes } from './routes/people';
import { relayRoutes } from './routes/relay';
import { sandboxRoutes } from './routes/sandbox';
import { viewRoutes } from './routes/views';
import type { State } from './state/state';

const MIB = 1024 * 1024;
const NOT_FOUND = { error: 'Not found' };

const INNER_ROUTES = [
	messageRoutes,
	viewRoutes,
	channelRoutes,
	memberRoutes,
	peopleRoutes,
	applicationRoutes,
	eventRoutes,
	fileRoutes,
];

export interface AppOptions {
	/** Lifetime of an access token in seconds: 3600 by default. */
	tokenSeconds?: number;
	/** Answers the legacy API as well, as a proxy in front of an older release does. */
	legacy?: boolean;
}

/** The server: the inner services and, on top of them, what applications see. */
export async function buildApp(
	state: State,
	requests: LoggedRequest[],
	{ tokenSeconds, legacy }: AppOptions = {},
): Promise<FastifyInstance> {
	let count = 0;
	const app = fastify({
		bodyLimit: MIB,
		exposeHeadRoutes: false,
		genReqId: () => `req-${(++count).toString(36)}`,
		routerOptions: { ignoreTrailingSlash: true },
		frameworkErrors: (error, request, reply) => {
			// The recorded server, on Fastify 3, does not find a route for a very long id.
			const unknown = error.code === 'FST_ERR_MAX_PARAM_LENGTH';
			if (unknown) (reply as FastifyReply).code(404).send(NOT_FOUND);
			else sendError(error, request, reply);
		},
		// A client of a test keeps its connections open; closing must not wait for them.
		forceCloseConnections: true,
	});
	await addParsers(app);
	addHeaders(app);
	addLog(app, requests);
	app.decorateRequest('actor');
	app.setErrorHandler(sendError);
	app.setNotFoundHandler((_, reply) => reply.code(404).send(NOT_FOUND));
	consoleRoutes(app, state, tokenSeconds);
	relayRoutes(app, state);
	generalRoutes(app, state);
	downloadRoutes(app, state);
	if (legacy) legacyRoutes(app, state);
	sandboxRoutes(app, state);
	await app.register(async (inner) => {
		inner.addHook('preValidation', authenticate(state));
		for (const routes of INNER_ROUTES) routes(inner, state);
	});
	return app;
}
