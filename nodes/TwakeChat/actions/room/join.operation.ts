import { linkTo, parseLink } from '../../api/ids';
import { room } from '../kinds/room';
import { operation } from '../operation/operation';
import type { Target } from '../operation/operation';

/** The room may be on another server, so its alias cannot be looked up first. */
const joinable: Target<{ wanted: string; via: string[] }> = {
	fields: [
		room.otherLocator({
			description:
				'The room to join: enter its alias or ID, or paste a link to it. The account may have been invited.',
		}),
	],
	read: (param) => ({
		wanted: param.room('room'),
		via: parseLink(param.locator('room'))?.via ?? [],
	}),
};

export const joinRoom = operation({
	name: 'Join',
	value: 'join',
	action: 'Join room',
	description: 'Let the account come into a public room, or into one that it was invited to',
	on: joinable,
	orderKey: ({ wanted }) => wanted,
	async act({ chat, place: { wanted, via } }) {
		const id = await chat.rooms.join(wanted, via);
		return { id, joined: true, url: linkTo(id) };
	},
});
