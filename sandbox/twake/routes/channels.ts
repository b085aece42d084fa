import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { roomToken } from '../auth/tokens';
import { createChannel } from '../channels/create';
import { inList, inDetail, withoutTimes } from '../channels/shapes';
import { badRequest, field, forbidden, notFound } from '../http/errors';
import type { Query } from '../messages/pages';
import { listAnswer, pageByOffset } from '../messages/pages';
import type { State } from '../state/state';
import type { ChannelKey, Json } from '../state/types';

const BASE = '/internal/services/channels/v1/companies/:company';
const URL = `${BASE}/workspaces/:workspace/channels`;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export interface ChannelCall {
	Params: { company: string; workspace: string; channel: string; member: string };
	Querystring: Query;
}

export const keyOf = ({ company, workspace, channel }: ChannelCall['Params']): ChannelKey => ({
	company_id: company,
	workspace_id: workspace,
	id: channel,
});

/**
 * Ids must look like ids; whether such a company or workspace exists is not checked
 * (twake.md [138, 308]).
 */
export async function checkIds({ params }: FastifyRequest): Promise<void> {
	const { company, workspace } = params as ChannelCall['Params'];
	if (UUID.test(company) && (UUID.test(workspace) || workspace === 'direct')) return;
	throw badRequest('Invalid company/workspace');
}

/** Applications see private channels as well: twake.md §8. */
export function channelRoutes(app: FastifyInstance, state: State): void {
	const preHandler = checkIds;

	app.get<ChannelCall>(URL, { preHandler }, async ({ actor, params, query }) => {
		const onlyOwn = Boolean(query.mine) || params.workspace === 'direct';
		const channels = [...state.channels.values()]
			.filter((c) => c.company_id === params.company && c.workspace_id === params.workspace)
			.filter((c) => (onlyOwn ? state.member(c, actor.id) : c.visibility !== 'direct'))
			.sort((a, b) => (a.id < b.id ? -1 : 1));
		const { entries, token } = pageByOffset(channels, query);
		return listAnswer(
			entries.map((channel) => inList(state, channel)),
			token,
		);
	});

	app.get<ChannelCall>(`${URL}/:channel`, { preHandler }, async ({ actor, params }) => {
		const channel = state.channel(keyOf(params));
		if (!channel) throw notFound(`Channel ${params.channel} not found`);
		const isHidden = channel.visibility === 'private' && !state.member(channel, actor.id);
		// Newer releases show it all the same (twake.md [304]).
		if (isHidden && state.release === '2022.Q4')
			throw badRequest('User does not have enough rights to get channel');
		return {
			websocket: { name: channel.name, ...roomToken(state, `/channels/${channel.id}`, actor) },
			resource: inDetail(state, channel, actor),
		};
	});

	app.post<ChannelCall>(URL, { preHandler }, async ({ actor, params, body }, reply) => {
		const given = field(body, 'resource') as Json;
		const members = (field(body, 'options') as Json | undefined)?.members;
		const key = keyOf({ ...params, channel: randomUUID() });
		const channel = createChannel(state, actor, key, given, members as string[] | undefined);
		void reply.code(201);
		return {
			websocket: { name: channel.name, ...roomToken(state, `/channels/${channel.id}`, actor) },
			resource: withoutTimes(state, channel, actor),
		};
	});

	for (const url of [`${BASE}/channels/recent`, `${BASE}/search`])
		app.get<ChannelCall>(url, async ({ actor }) => {
			if (!state.users.has(actor.id)) throw forbidden('User does not belong to this company');
			return { resources: [] };
		});
}
