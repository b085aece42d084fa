import type { Room } from '../state/room';
import type { Json, Receipt } from '../state/types';
import type { Round } from './round';

/** Who is typing and who has read what: sent but not stored (matrix.md §6). */
export function ephemeralOf(round: Round, room: Room, isNew: boolean): Json[] {
	const { filter } = round;
	if (filter.ephemeral.blocksAll) return [];
	const events = [typingOf(round, room), receiptsOf(round, room, isNew)];
	return events
		.filter((event) => event !== undefined)
		.filter((event) => filter.ephemeral.allows(event));
}

function typingOf({ state, since }: Round, room: Room) {
	if (room.typingAt <= (since?.typing ?? 0)) return undefined;
	const now = state.now();
	const users = [...room.typing].filter(([, until]) => until > now).map(([user]) => user);
	return { type: 'm.typing', content: { user_ids: users } };
}

function receiptsOf({ requester, since }: Round, room: Room, isNew: boolean) {
	const me = requester.user.id;
	const shown = room.receipts.filter(
		({ at, kind, user }) =>
			(isNew || at > (since?.receipt ?? 0)) && (kind !== 'm.read.private' || user === me),
	);
	if (!shown.length) return undefined;
	const content: Record<string, Record<string, Json>> = {};
	for (const receipt of shown) {
		const kinds = (content[receipt.event] ??= {});
		(kinds[receipt.kind] ??= {})[receipt.user] = shownReceipt(receipt);
	}
	return { type: 'm.receipt', content };
}

function shownReceipt({ ts, thread }: Receipt): Json {
	return { ts, ...(thread !== undefined && { thread_id: thread }) };
}
