import { notFound } from '../http/errors';
import type { State } from '../state/state';
import type { Actor, ChannelKey, Participant, Thread } from '../state/types';

/** Who writes where. `channel` is the thread's first channel participant, unchecked. */
export interface WriteContext {
	actor: Actor;
	threadId: string;
	companyId: string | undefined;
	channel?: Partial<ChannelKey>;
}

export function writeContext(
	actor: Actor,
	threadId: string,
	companyId: string,
	participants: Participant[],
): WriteContext {
	const channel = participants.find((p) => p.type === 'channel');
	return { actor, threadId, companyId: channel ? channel.company_id : companyId, channel };
}

export const channelKeyOf = ({ company_id, workspace_id, id }: Participant): ChannelKey => ({
	company_id: String(company_id),
	workspace_id: String(workspace_id),
	id: String(id),
});

/**
 * Replies and edits are for the creator of the thread, members of its channels and participants of
 * type user; a connector of the channel may not: twake.md §6. For anybody in older releases
 * (twake.md [803]).
 */
export function checkMayWrite(state: State, thread: Thread, actor: Actor): void {
	if (state.release === '2022.Q4') return;
	const may = thread.participants.some((participant) => {
		if (thread.created_by === actor.id) return true;
		if (participant.type === 'user') return participant.id === actor.id;
		if (participant.type !== 'channel') return false;
		const channel = state.channel(channelKeyOf(participant));
		return channel !== undefined && state.member(channel, actor.id) !== undefined;
	});
	if (!may) throw notFound("You can't post in this thread");
}
