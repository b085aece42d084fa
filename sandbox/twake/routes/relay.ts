import type { FastifyInstance, InjectOptions } from 'fastify';
import { authenticate } from '../auth/authenticate';
import { forbidden } from '../http/errors';
import { omit } from '../state/omit';
import type { State } from '../state/state';
import type { Application } from '../state/types';

const OF_THE_CONNECTION = ['connection', 'date', 'keep-alive', 'transfer-encoding'];

/**
 * The surface that applications use: replays a call on the inner route, with nothing but the token,
 * the JSON body and the query, and answers 200 whatever the inner status was: twake.md §1. The token
 * is checked twice: one that expires in between gives a 401 inside the 200, and nothing was done.
 */
export function relayRoutes(app: FastifyInstance, state: State): void {
	app.route({
		method: ['GET', 'POST', 'PUT', 'DELETE'],
		url: '/api/:service/:version/companies/:company/*',
		preValidation: authenticate(state),
		handler: async (request, reply) => {
			// A user's token names no application, which makes the server fail (twake.md [133]).
			const application = state.applications.get(String(request.actor.applicationId));
			if (!application) throw new Error('no application');
			checkAddress(application, request.ip);
			if (state.endsInside > 0) {
				state.endsInside--;
				state.endedTokens.add(String(request.headers.authorization).replace(/^Bearer /i, ''));
			}
			const inner = await app.inject({
				method: request.method as InjectOptions['method'],
				url: request.url.replace('/api/', '/internal/services/'),
				payload: request.isMultipart() ? undefined : (request.body as InjectOptions['payload']),
				headers: { authorization: request.headers.authorization },
			});
			return reply.headers(omit(inner.headers, ...OF_THE_CONNECTION)).send(inner.rawPayload);
		},
	});
}

/**
 * The peer address counts, X-Forwarded-For does not (twake.md [146]); an empty list lets everybody
 * in (twake.md [131]).
 */
function checkAddress({ api }: Application, address: string): void {
	const allowed = api.allowed_ips.split(',').map((ip) => ip.trim());
	if (!allowed.some(Boolean) || api.allowed_ips === '*' || allowed.includes(address)) return;
	throw forbidden(`This application is not allowed to access from this IP (${address})`);
}
