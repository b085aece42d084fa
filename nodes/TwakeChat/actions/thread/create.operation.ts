import { sendingInRoom } from '../sending/in-room';

export const createThread = sendingInRoom({
	name: 'Create',
	value: 'create',
	action: 'Create thread',
	description: 'Send the message that a thread begins with; it becomes one with the first reply',
});
