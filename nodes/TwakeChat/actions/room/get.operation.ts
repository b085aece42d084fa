import { joinedRooms } from '../../api/joined-rooms';
import { roomOutput } from '../../api/output';
import { room } from '../kinds/room';
import { operation } from '../operation/operation';

export const getRoom = operation({
	name: 'Get',
	value: 'get',
	action: 'Get room',
	description: 'Get name, topic, number of members and whether it is encrypted, of a joined room',
	on: room,
	isReading: true,
	async act({ chat, place, refuse }) {
		const found = (await joinedRooms(chat.requester, [place.room])).find(
			({ id }) => id === place.room,
		);
		if (found) return roomOutput(found);
		return refuse(
			'room',
			'does not exist, or the account is not in it',
			'Invite the account, or let it join with Room > Join.',
		);
	},
});
