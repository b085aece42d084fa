import { badRequest } from '../http/errors';
import type { State } from '../state/state';
import type { Actor, Channel, ChannelKey, Json, Member } from '../state/types';

export function createChannel(
	state: State,
	actor: Actor,
	key: ChannelKey,
	given: Json,
	others: string[] = [],
): Channel {
	const direct = key.workspace_id === 'direct';
	if (!direct && !given.name) throw badRequest("'name' is required");
	const members = direct ? [...new Set([...others, actor.id])] : [];
	const existing = direct && findDirect(state, key.company_id, members);
	if (existing) return existing;
	const now = state.clock.now();
	const text = (name: string) => given[name] as string | undefined;
	const channel: Channel = {
		...key,
		is_readonly: false,
		is_default: false,
		archived: false,
		members,
		connectors: (given.connectors ?? []) as string[],
		last_activity: 0,
		name: text('name'),
		icon: text('icon'),
		description: text('description'),
		channel_group: text('channel_group'),
		visibility: direct ? 'direct' : (text('visibility') ?? 'public'),
		owner: actor.id,
		updated_at: now,
		created_at: now,
		default: false,
	};
	state.channels.set(channel.id, channel);
	for (const user of direct ? members : [actor.id]) join(state, channel, user);
	return channel;
}

export function join(state: State, channel: ChannelKey, userId: string): Member {
	const known = state.member(channel, userId);
	if (known) return known;
	const member: Member = {
		type: 'member',
		favorite: false,
		notification_level: 'all',
		company_id: channel.company_id,
		workspace_id: channel.workspace_id,
		user_id: userId,
		channel_id: channel.id,
		created_at: state.clock.now(),
	};
	state.members.push(member);
	return member;
}

function findDirect(state: State, company: string, members: string[]): Channel | undefined {
	const wanted = [...members].sort().join();
	return [...state.channels.values()].find(
		(channel) =>
			channel.company_id === company &&
			channel.visibility === 'direct' &&
			[...channel.members].sort().join() === wanted,
	);
}
