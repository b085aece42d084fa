import type { RoomEvent } from '../state/types';

const TOLD = ['create', 'join_rules', 'canonical_alias', 'avatar', 'encryption', 'name', 'topic'];

/** What an invited user gets of a room: its name and who invites (matrix.md §10). */
export function toldToInvited(invitation: RoomEvent): RoomEvent[] {
	const { room, before, sender } = invitation;
	const told = TOLD.map((type) => room.stateEvent(`m.room.${type}`, '', before));
	const inviter = room.stateEvent('m.room.member', sender, before);
	return [...told, inviter].filter((event) => event !== undefined);
}
