import { room } from '../kinds/room';
import { operation } from '../operation/operation';

export const typingOff = operation({
	name: 'Typing Off',
	value: 'typingOff',
	action: 'Stop typing in room',
	description: 'Show no longer that the account is typing',
	on: room,
	async act({ chat, place }) {
		await chat.messages.type(place.room, await chat.account.me(), undefined);
		return { room_id: place.room, typing: false };
	},
});
