import { postingInChannel } from '../posting/new-thread';

export const sendMessage = postingInChannel({
	name: 'Send',
	value: 'send',
	action: 'Send message',
	description:
		'Send a message to a channel, where it begins a thread. To answer one: Thread > Reply.',
});
