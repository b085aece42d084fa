import type { FastifyInstance } from 'fastify';
import { roomToken } from '../auth/tokens';
import { notFound } from '../http/errors';
import type { State } from '../state/state';

const BASE = '/internal/services/applications/v1';

/** The applications of a company, with everybody's private key (twake.md [312]). */
export function applicationRoutes(app: FastifyInstance, state: State): void {
	app.get<{ Params: { company: string } }>(
		`${BASE}/companies/:company/applications`,
		async ({ actor, params }) => {
			const all = [...state.applications.values()].filter((a) => state.installed.has(a.id));
			const here = all.filter(() => params.company === state.company);
			const room = `/company-application/${params.company}`;
			return {
				resources: here,
				next_page_token: false,
				websockets: [roomToken(state, room, actor)],
			};
		},
	);

	app.get<{ Params: { application: string } }>(
		`${BASE}/companies/:company/applications/:application`,
		async ({ params }) => {
			const application = state.applications.get(params.application);
			if (!application || !state.installed.has(application.id)) throw notFound('Not found');
			return { resource: application };
		},
	);
}
