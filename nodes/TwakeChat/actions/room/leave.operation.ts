import { bodyOf } from '../../../shared/request';
import { isForbidden } from '../../api/problems';
import { reasonField } from '../content/reason';
import { room } from '../kinds/room';
import { operation } from '../operation/operation';

export const leaveRoom = operation({
	name: 'Leave',
	value: 'leave',
	action: 'Leave room',
	description: 'Let the account leave a room, or refuse an invitation',
	on: room,
	additional: [reasonField],
	read: (param) => param.optionalText('additionalFields.reason'),
	async act({ chat, place, input: reason }) {
		const result = await chat.rooms.leave(place.room, reason);
		// The account is not in the room, so it has already left: the server has no other reason to
		// refuse (matrix.md §4 Leave).
		const hasLeft = 'problem' in result && isForbidden(result.problem);
		if (!hasLeft) bodyOf(result);
		return { id: place.room, left: true };
	},
});
