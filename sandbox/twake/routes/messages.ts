import type { FastifyInstance } from 'fastify';
import { field } from '../http/errors';
import { writeContext } from '../messages/context';
import { change, deleteMessage, moveMessage, react, threadToWriteIn } from '../messages/operations';
import type { Query } from '../messages/pages';
import { listAnswer, pageById } from '../messages/pages';
import { complete, getMessage } from '../messages/read';
import { saveMessage } from '../messages/save';
import { createThread, updateThread } from '../messages/threads';
import { includeUsers } from '../messages/users';
import { roomToken } from '../auth/tokens';
import type { State } from '../state/state';
import type { Json, Message } from '../state/types';

const BASE = '/internal/services/messages/v1/companies/:company/threads';
const ONE = `${BASE}/:thread/messages/:message`;

interface Call {
	Params: { company: string; thread: string; message: string };
	Querystring: Query;
}

export function messageRoutes(app: FastifyInstance, state: State): void {
	app.post<Call>(BASE, async ({ actor, params, body }) => ({
		resource: await createThread(state, actor, params.company, body),
	}));

	app.post<Call>(`${BASE}/:thread`, async ({ actor, params, body }) => ({
		resource: updateThread(state, actor, params.thread, body),
	}));

	app.get<Call>(`${BASE}/:thread/messages`, async ({ actor, params, query }) => {
		const all = state.messagesOf(params.thread);
		const { entries, token } = pageById(all, query, (message) => message.id);
		const messages = entries.map((message) =>
			message.id === params.thread
				? (getMessage(state, params.thread, message.id) as Message)
				: complete(state, structuredClone(message)),
		);
		const shown = query.include_users ? messages.map((m) => includeUsers(state, m)) : messages;
		const room = `/companies/${params.company}/threads/${params.thread}`;
		const websockets = query.websockets && [roomToken(state, room, actor)];
		return listAnswer(shown, token, websockets ? { websockets } : {});
	});

	app.get<Call>(ONE, async ({ params, query }) => {
		const resource = getMessage(state, params.thread, params.message);
		return { resource: query.include_users ? includeUsers(state, resource) : resource };
	});

	for (const url of [`${BASE}/:thread/messages`, ONE])
		app.post<Call>(url, async ({ actor, params, query, body }) => {
			const options = field(body, 'options') as Json | null | undefined;
			const from = options?.previous_thread;
			if (from) moveMessage(state, params.thread, params.message, String(from));
			const thread = threadToWriteIn(state, params.thread, actor);
			// An id in the body overrides the one in the path (twake.md [245]).
			const item = { id: params.message, ...(field(body, 'resource') as Json) };
			const context = writeContext(actor, thread.id, params.company, thread.participants);
			const resource = (await saveMessage(state, item, context)) as Message;
			return { resource: query.include_users ? includeUsers(state, resource) : resource };
		});

	for (const [method, url] of [
		['POST', `${ONE}/delete`],
		['DELETE', ONE],
	] as const)
		app.route<Call>({
			method,
			url,
			handler: async ({ actor, params }) => {
				deleteMessage(state, params.thread, params.message, actor);
				return { status: 'success' };
			},
		});

	app.post<Call>(`${ONE}/pin`, async ({ actor, params, body }) => {
		const now = state.clock.now();
		const pinned = field(body, 'pin') ? { pinned_by: actor.id, pinned_at: now } : null;
		return {
			resource: change(state, params.thread, params.message, (message) => {
				message.pinned_info = pinned;
			}),
		};
	});

	app.post<Call>(`${ONE}/reaction`, async ({ actor, params, body }) => {
		const selected = (field(body, 'reactions') || []) as string[];
		return {
			resource: change(state, params.thread, params.message, (message) =>
				react(message, selected, actor),
			),
		};
	});

	// The server filters a list that is null on every message it creates (twake.md [262]).
	app.post<Call>(`${ONE}/bookmark`, async () => {
		throw new Error('no bookmarks');
	});
}
