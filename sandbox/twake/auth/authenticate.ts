import type { FastifyRequest } from 'fastify';
import { HttpError } from '../http/errors';
import type { State } from '../state/state';
import type { Actor } from '../state/types';
import { verifyJwt } from './jwt';

declare module 'fastify' {
	interface FastifyRequest {
		actor: Actor;
	}
}

/**
 * Hook for all routes that need a token. It accepts the refresh token too (twake.md [035]); whether
 * the application still exists or may call from this address is not checked here.
 */
export function authenticate(state: State) {
	return async (request: FastifyRequest) => {
		const [, token = ''] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
		const claims = state.endedTokens.has(token) ? undefined : verifyJwt(token, state.tokenKey);
		if (!claims) throw new HttpError(401, 'Bad credentials');
		request.actor = {
			id: String(claims.sub),
			applicationId: typeof claims.application_id === 'string' ? claims.application_id : null,
		};
	};
}
