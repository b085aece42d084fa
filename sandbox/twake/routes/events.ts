import type { FastifyInstance } from 'fastify';
import type { Received } from '../hooks/send';
import { sendHook } from '../hooks/send';
import { badRequest, field, forbidden, HttpError, notFound } from '../http/errors';
import type { State } from '../state/state';
import type { Json } from '../state/types';

const URL = '/internal/services/applications/v1/applications/:application/event';

/**
 * Buttons, commands and the like: what a user's client does becomes a hook, and the client waits for
 * the receiver's answer. Everything but `user_id` is what the client says (twake.md [427]).
 */
export function eventRoutes(app: FastifyInstance, state: State): void {
	app.post<{ Params: { application: string } }>(URL, async ({ actor, params, body }) => {
		if (field(body, 'data') === undefined && field(body, 'content') === undefined)
			throw badRequest("body should have required property '.content'");
		const application = state.applications.get(params.application);
		if (!application) throw notFound('Application not found');
		if (!application.api.hooks_url) throw badRequest('Application hooks_url is not defined');
		const { type, name, data, connection_id, company_id, workspace_id } = body as Json;
		const hook = {
			type,
			name,
			content: data,
			connection_id,
			user_id: actor.id,
			company_id,
			workspace_id,
		};
		const received = await sendHook(application, hook).catch(() => {
			throw new HttpError(502, "Can't connect remote application");
		});
		return { resource: resultOf(received) };
	});
}

/** A receiver that refuses is passed on as 403, any other error of it as 400 (twake.md [426]). */
function resultOf({ status, text }: Received): unknown {
	const answer = parse(text);
	if (status < 400) return answer;
	const { message, error } = (typeof answer === 'object' ? (answer ?? {}) : {}) as Json;
	const words = String(message ?? error ?? text);
	throw status === 403 ? forbidden(words) : badRequest(words);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
