import type { FastifyInstance } from 'fastify';
import { legacyRemove, legacySave } from '../messages/legacy';
import type { State } from '../state/state';
import type { Application, Json } from '../state/types';

/**
 * The PHP part of older servers, read from its source and not recorded: twake.md §11. Answers
 * 200 whatever happens; an error is a code, or a sentence.
 */
export function legacyRoutes(app: FastifyInstance, state: State): void {
	const route = (
		path: string,
		capability: string | undefined,
		handle: (application: Application, message: Json) => Promise<Json>,
	) =>
		app.post(`/api/v1/messages/${path}`, async ({ headers, body }) => {
			const { group_id: group, message } = (body ?? {}) as Json;
			const application = caller(state, headers.authorization);
			if (!application) return refusal('unknown_application_or_bad_private_key');
			if (group !== state.company || !state.installed.has(application.id))
				return refusal('you_need_to_provide_a_valid_group_id_field_in_any_api_request', {
					group_id: group ?? null,
				});
			if (capability && !mayWrite(application))
				return refusal('you_do_not_have_this_set_of_required_capabilities', {
					capabilities: [capability],
				});
			const failed = () => refusal('unknown error or malformed query.');
			return await handle(application, (message ?? {}) as Json)
				.then((answer) => ({ ...answer, _cookies: [] }))
				.catch(failed);
		});

	route('save', 'messages_save', async (application, message) => ({
		object: await legacySave(state, application, message),
	}));
	route('remove', undefined, async (application, message) => ({
		result: await legacyRemove(state, application, message),
	}));
}

const refusal = (error: string, details: Json = {}): Json => ({ error, ...details, _cookies: [] });

function caller(state: State, authorization = ''): Application | undefined {
	const [, encoded = ''] = /^Basic (\S+)$/i.exec(authorization) ?? [];
	const [id, key] = Buffer.from(encoded, 'base64').toString().split(':');
	const application = state.applications.get(id);
	return application?.api.private_key === key ? application : undefined;
}

function mayWrite({ access }: Application): boolean {
	return Array.isArray(access.write) && access.write.includes('messages');
}
