import type { Resource } from '../operation/context';
import { createRoom } from './create.operation';
import { getManyRooms } from './get-many.operation';
import { getRoomMembers } from './get-members.operation';
import { getRoom } from './get.operation';
import { inviteToRoom } from './invite.operation';
import { joinRoom } from './join.operation';
import { kickFromRoom } from './kick.operation';
import { leaveRoom } from './leave.operation';
import { updateRoom } from './update.operation';

export const room: Resource = {
	name: 'Room',
	value: 'room',
	operations: [
		createRoom,
		getRoom,
		getManyRooms,
		getRoomMembers,
		inviteToRoom,
		joinRoom,
		kickFromRoom,
		leaveRoom,
		updateRoom,
	],
};
