import type { Result } from '../../../shared/request';
import { reasonField } from '../content/reason';
import { room } from '../kinds/room';
import { user } from '../kinds/user';
import type { Operation } from '../operation/context';
import { operation } from '../operation/operation';
import type { OperationWords } from '../../../shared/operation';
import type { Target } from '../operation/operation';
import type { RoomsApi } from '../../api/rooms';

const person: Target<{ room: string; user: string }> = {
	fields: [...room.fields, ...user.fields],
	read: (param) => ({ ...room.read(param), ...user.read(param) }),
};

/** An operation on one person's membership; `done`: the memberships that leave nothing to do. */
export function membership(
	words: OperationWords,
	change: (
		rooms: RoomsApi,
		who: { room: string; user: string; reason?: string },
	) => Promise<Result>,
	done: string[],
): Operation {
	return operation({
		...words,
		on: person,
		additional: [reasonField],
		read: (param) => param.optionalText('additionalFields.reason'),
		async act({ chat, place, input: reason }) {
			const result = await change(chat.rooms, { ...place, reason });
			const { room: id, user: who } = place;
			if ('body' in result) return { id, user_id: who, membership: done[0] };
			// The server refuses when there is nothing left to do, also when a request is repeated.
			const isRefused = result.problem.status === 403;
			const now = isRefused ? await chat.rooms.membership(id, who).catch(() => '') : '';
			if (now !== undefined && done.includes(now)) return { id, user_id: who, membership: now };
			throw result.error;
		},
	});
}
