import { membership } from './membership';

export const kickFromRoom = membership(
	{
		name: 'Kick',
		value: 'kick',
		action: 'Remove user from room',
		description: 'Remove a person from a room, or take back an invitation',
	},
	async (rooms, { room, user, reason }) => await rooms.kick(room, user, reason),
	['leave', 'ban'],
);
