import { omit } from '../state/omit';
import type { State } from '../state/state';
import type { Actor, Channel, Json, Member } from '../state/types';

/** How the list shows a channel: as stored, last_activity not filled in (twake.md [303]). */
export const inList = (state: State, channel: Channel): Json => ({
	...knownTo(state, channel),
	channel_group: channel.channel_group ?? null,
	archivation_date: channel.archivation_date ?? 0,
	members: namedMembers(channel),
	last_activity: 0,
	stats: stats(state, channel),
});

/** Read-only channels came with 2023.Q1: no such field before (twake.md [804]). */
const knownTo = (state: State, channel: Channel): Json =>
	state.release === '2022.Q4'
		? omit(channel, 'seededMessages', 'is_readonly')
		: omit(channel, 'seededMessages');

/** How the channel's own route shows it (twake.md [304]). */
export function inDetail(state: State, channel: Channel, actor: Actor): Json {
	const member = state.member(channel, actor.id);
	const isDirect = channel.visibility === 'direct';
	const shape = member && (isDirect ? newMember(channel, member) : memberShape(member));
	return {
		...withoutTimes(state, channel, actor),
		...(isDirect && ofDirect(state, channel, actor)),
		last_activity: channel.last_activity,
		user_member: shape ?? null,
		stats: stats(state, channel),
	};
}

/** A direct channel is called after the other people in it, and has what others have from a form. */
function ofDirect(state: State, channel: Channel, actor: Actor): Json {
	const others = channel.members.filter((id) => id !== actor.id);
	const names = others.flatMap((id) => state.users.get(id)?.full_name ?? []);
	const { icon = '', description = '', archivation_date = 0 } = channel;
	return { name: names.join(', '), icon, description, archivation_date };
}

/** How a create answers: fields that were not given are missing (twake.md [314]). */
export function withoutTimes(state: State, channel: Channel, actor: Actor): Json {
	const member = state.member(channel, actor.id);
	return {
		...omit(channel, 'seededMessages', 'created_at', 'updated_at', 'is_default'),
		members: namedMembers(channel),
		last_activity: 0,
		user_member: member ? newMember(channel, member) : null,
	};
}

export const memberShape = (member: Member): Json => omit(member, 'created_at');

/** Only direct channels name their members. */
const namedMembers = (channel: Channel) => (channel.visibility === 'direct' ? channel.members : []);

const newMember = (channel: Channel, member: Member): Json => ({
	...memberShape(member),
	last_access: 0,
	last_increment: 0,
	expiration: 0,
	id: channel.id,
	updated_at: member.created_at,
	created_at: member.created_at,
});

/** A count given in the world stays: it includes messages that the world does not list. */
function stats(state: State, channel: Channel): Json {
	const members = state.membersOf(channel).length;
	return { members, messages: channel.seededMessages ?? countMessages(state, channel) };
}

function countMessages(state: State, { id }: Channel): number {
	const all = [...state.messages.values()].flatMap((thread) => [...thread.values()]);
	return all.filter(({ cache }) => cache?.channel_id === id).length;
}
