import { postingInChannel } from '../posting/new-thread';

export const createThread = postingInChannel({
	name: 'Create',
	value: 'create',
	action: 'Create thread',
	description: 'Post a message as a new thread in a channel',
});
