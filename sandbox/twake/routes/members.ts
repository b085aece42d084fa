import type { FastifyInstance } from 'fastify';
import { join } from '../channels/create';
import { memberShape } from '../channels/shapes';
import { badRequest, field, notFound } from '../http/errors';
import { pageByOffset } from '../messages/pages';
import type { State } from '../state/state';
import type { Channel, Json } from '../state/types';
import type { ChannelCall } from './channels';
import { checkIds, keyOf } from './channels';

const URL =
	'/internal/services/channels/v1/companies/:company/workspaces/:workspace/channels/:channel/members';

export function memberRoutes(app: FastifyInstance, state: State): void {
	const preHandler = checkIds;
	const channelOf = (params: ChannelCall['Params']): Channel => {
		const channel = state.channel(keyOf(params));
		if (!channel) throw notFound('Channel does not exists');
		return channel;
	};

	// Shows people only: an application that joined is not listed (twake.md [306]).
	app.get<ChannelCall>(URL, { preHandler }, async ({ params, query }) => {
		const members = state.membersOf(channelOf(params)).filter((m) => state.users.has(m.user_id));
		const { entries, token } = pageByOffset(members, query);
		const resources = entries.map((member) => ({
			...memberShape(member),
			id: member.user_id,
			user: state.users.get(member.user_id),
		}));
		return { resources, next_page_token: token };
	});

	app.get<ChannelCall>(`${URL}/:member`, { preHandler }, async () => {
		throw badRequest('User does not have enough rights to get member');
	});

	app.post<ChannelCall>(URL, { preHandler }, async ({ actor, params, body }, reply) => {
		const channel = channelOf(params);
		const user = (field(body, 'resource') as Json | undefined)?.user_id as string | undefined;
		if (!mayJoin(state, channel, actor.id, user))
			throw badRequest(`User ${user} is not allowed to join this channel`);
		// Succeeds even without a user, and does nothing (twake.md [216]).
		if (user) join(state, channel, user);
		void reply.code(201);
		return {
			resource: {
				user_id: user,
				channel_id: channel.id,
				company_id: channel.company_id,
				workspace_id: channel.workspace_id,
				type: 'member',
				favorite: false,
				notification_level: 'all',
			},
		};
	});

	app.delete<ChannelCall>(`${URL}/:member`, { preHandler }, async ({ params }) => {
		const member = state.member(channelOf(params), params.member);
		if (!member) throw notFound('Channel member not found');
		state.members.splice(state.members.indexOf(member), 1);
		return { status: 'success' };
	});
}

/** Nobody can join a private channel on their own; its owner and members add others. */
function mayJoin(state: State, channel: Channel, caller: string, user: string | undefined) {
	if (channel.owner === caller || channel.visibility === 'public') return true;
	if (channel.visibility === 'direct') return channel.members.includes(String(user));
	return state.member(channel, caller) !== undefined;
}
