import { room } from '../kinds/room';
import { operation } from '../operation/operation';

export const typingOn = operation({
	name: 'Typing On',
	value: 'typingOn',
	action: 'Show typing in room',
	description: 'Show that the account is typing, until it sends a message or the time is over',
	on: room,
	fields: [
		{
			displayName: 'Longest (Seconds)',
			name: 'seconds',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 300 },
			default: 30,
			description: 'After this time it ends by itself',
		},
	],
	read: (param) => Math.min(param.count('seconds'), 300),
	async act({ chat, place, input: seconds }) {
		await chat.messages.type(place.room, await chat.account.me(), seconds * 1000);
		return { room_id: place.room, typing: true };
	},
});
