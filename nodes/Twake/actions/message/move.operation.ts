import { messageOutput } from '../../api/output';
import { message } from '../kinds/message';
import { thread, threadKey } from '../kinds/thread';
import { operation } from '../operation/operation';

export const moveMessage = operation({
	name: 'Move',
	value: 'move',
	action: 'Move a message',
	description: 'Move a reply from its thread to another one',
	on: message,
	fields: [
		thread.another({
			displayName: 'Target Thread',
			name: 'targetThread',
			description: 'The thread to move the message to',
		}),
	],
	joins: true,
	simplify: messageOutput,
	orderKey: threadKey,
	read: (param) => param.otherThread('targetThread'),
	async act({ twake, place, given: target, join, refuse }) {
		if (target === place.thread) refuse('targetThread', 'is the thread that the message is in');
		return await twake.messages.move(place, target, join);
	},
});
