import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { roomToken } from '../auth/tokens';
import { field } from '../http/errors';
import { feed } from '../messages/feed';
import type { Query } from '../messages/pages';
import { listAnswer } from '../messages/pages';
import { recentFiles, search } from '../messages/lists';
import type { State } from '../state/state';

const BASE = '/internal/services/messages/v1/companies/:company';

interface Call {
	Params: { company: string; workspace: string; channel: string };
	Querystring: Query;
}

/** Messages by channel, by person, by words. */
export function viewRoutes(app: FastifyInstance, state: State): void {
	app.get<Call>(
		`${BASE}/workspaces/:workspace/channels/:channel/feed`,
		async ({ actor, params, query }) => {
			const key = {
				company_id: params.company,
				workspace_id: params.workspace,
				id: params.channel,
			};
			const { entries, token } = feed(state, key, query);
			const path = `/companies/${key.company_id}/workspaces/${key.workspace_id}/channels/${key.id}`;
			const websockets = query.websockets && [roomToken(state, `${path}/feed`, actor)];
			return listAnswer(entries, token, websockets ? { websockets } : {});
		},
	);

	app.get<Call>(`${BASE}/inbox`, async ({ actor, query }) => {
		const limit = parseInt(query.limit ?? '', 10) || undefined;
		const threads = [...(state.inboxes.get(actor.id) ?? [])].reverse().slice(0, limit);
		return { resources: threads.map((id) => state.message(id, id) ?? null) };
	});

	app.get(`${BASE}/bookmarks`, async () => ({ resources: [] }));

	app.get<Call>(`${BASE}/files`, async ({ actor, params }) => ({
		resources: recentFiles(state, params.company, actor),
		next_page_token: 'false',
	}));

	app.get<Call>(`${BASE}/search`, async ({ actor, params, query }) => ({
		resources: search(state, params.company, actor, query),
	}));

	app.get<Call>(`${BASE}/preferences/bookmarks`, async ({ actor, params }) => ({
		websockets: [roomToken(state, `/companies/${params.company}/messages/bookmarks`, actor)],
		resources: state.bookmarks.filter(
			(b) => b.company_id === params.company && b.user_id === actor.id,
		),
	}));

	app.post<Call>(`${BASE}/preferences/bookmarks`, async ({ actor, params, body }) => {
		const bookmark = {
			name: field(field(body, 'resource'), 'name'),
			company_id: params.company,
			user_id: actor.id,
			id: randomUUID(),
		};
		state.bookmarks.push(bookmark);
		return { resource: bookmark };
	});
}
