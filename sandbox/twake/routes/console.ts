import type { FastifyInstance } from 'fastify';
import { authenticate } from '../auth/authenticate';
import { issueToken } from '../auth/tokens';
import { badRequest, field, forbidden, notFound } from '../http/errors';
import type { State } from '../state/state';
import type { Actor, Application } from '../state/types';

const BASE = '/api/console/v1';

/** What applications call before anything else: twake.md §2. */
export function consoleRoutes(app: FastifyInstance, state: State, tokenSeconds?: number): void {
	const preValidation = authenticate(state);

	app.post(`${BASE}/login`, async ({ body }) => {
		const application = state.applications.get(String(field(body, 'id')));
		if (!application) throw forbidden('Application not found');
		const secret = field(body, 'secret');
		if (application.api.private_key !== secret) throw forbidden('Secret key is not valid');
		const actor = { id: application.id, applicationId: application.id };
		return { resource: { access_token: issueToken(state, actor, tokenSeconds) } };
	});

	app.get(`${BASE}/me`, { preValidation }, async ({ actor }) => {
		if (!actor.applicationId) throw forbidden('You should log in as application');
		const application = ownApplication(state, actor);
		if (!application) throw notFound('Application not found');
		return { resource: application };
	});

	app.post(`${BASE}/configure`, { preValidation }, async ({ body, actor }) => {
		if (typeof body !== 'object' || body === null) throw badRequest('body should be object');
		for (const key of ['user_id', 'connection_id'])
			if (!(key in body)) throw badRequest(`body should have required property '${key}'`);
		if (!ownApplication(state, actor)) throw forbidden('Application not found');
		return { status: 'ok' };
	});

	// The renewal meant for users: its token no longer names an application (twake.md [041]).
	app.post('/internal/services/console/v1/token', { preValidation }, async ({ actor }) => ({
		access_token: issueToken(state, { id: actor.id, applicationId: null }, tokenSeconds),
	}));
}

const ownApplication = (state: State, actor: Actor): Application | undefined =>
	actor.applicationId ? state.applications.get(actor.applicationId) : undefined;
