import { membersOf, MEMBERSHIPS } from '../../api/members';
import { memberOutput } from '../../api/output';
import type { MatrixEvent } from '../../api/types';
import { room } from '../kinds/room';
import { operation } from '../operation/operation';

export const getRoomMembers = operation({
	name: 'Get Members',
	value: 'getMembers',
	action: 'Get members of room',
	description: 'Get the people who are in a room, were invited to it, or have left it',
	on: room,
	isReading: true,
	fields: [
		{
			displayName: 'Membership',
			name: 'membership',
			type: 'options',
			options: [
				{ name: 'Banned', value: 'ban' },
				{ name: 'Invited', value: 'invite' },
				{ name: 'Joined', value: 'join' },
				{ name: 'Knocking', value: 'knock', description: 'They have asked to be let in' },
				{ name: 'Left', value: 'leave' },
			],
			default: 'join',
			description: 'How they stand to the room',
		},
	],
	simplify: (event: MatrixEvent) => memberOutput(event),
	read: (param) => param.choice('membership', MEMBERSHIPS),
	act: async ({ chat, place, input }) => await membersOf(chat.requester, place.room, input),
});
