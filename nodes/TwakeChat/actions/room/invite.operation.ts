import { membership } from './membership';

export const inviteToRoom = membership(
	{
		name: 'Invite',
		value: 'invite',
		action: 'Invite user to room',
		description: 'Invite a person to a room; one who is in it already stays so',
	},
	async (rooms, { room, user, reason }) => await rooms.invite(room, user, reason),
	['invite', 'join'],
);
