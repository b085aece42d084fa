import { message } from '../kinds/message';
import { operation } from '../operation/operation';
import { existingMessage } from '../sending/existing';

export const markRead = operation({
	name: 'Mark Read',
	value: 'markRead',
	action: 'Mark message read',
	description: 'Show that the account has read a room up to a message',
	on: message,
	async act(call) {
		const { chat, place } = call;
		const { event_id: id } = await existingMessage(call, place);
		await chat.messages.markRead({ room: place.room, message: id });
		return { id, room_id: place.room, read: true };
	},
});
