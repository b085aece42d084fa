import { sendingInRoom } from '../sending/in-room';

export const sendMessage = sendingInRoom({
	name: 'Send',
	value: 'send',
	action: 'Send message',
	description: 'Send a message to a room, at most once. To answer one: Reply, or Thread > Reply.',
});
