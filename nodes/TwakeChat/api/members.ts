import { inside, listOf } from '../../shared/answers';
import type { Requester } from '../../shared/request';
import { event } from './answers';
import { client } from './paths';
import type { MatrixEvent } from './types';

export const MEMBERSHIPS = ['ban', 'invite', 'join', 'knock', 'leave'] as const;
export type Membership = (typeof MEMBERSHIPS)[number];

/** The members of a room, as their membership events; there are no pages (matrix.md [128]). */
export async function membersOf(
	requester: Requester,
	room: string,
	membership: Membership,
): Promise<MatrixEvent[]> {
	return await requester.send({
		method: 'GET',
		path: client('rooms', room, 'members'),
		query: { membership },
		answer: inside('chunk', listOf(event)),
	});
}
