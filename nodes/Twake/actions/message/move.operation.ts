import { messageOutput } from '../../api/output';
import { message } from '../kinds/message';
import { thread, threadKey } from '../kinds/thread';
import { operation } from '../operation/operation';

export const moveMessage = operation({
	name: 'Move',
	value: 'move',
	action: 'Move message',
	description:
		'Move a reply from its thread to another one, or by the ID of its first message a whole thread',
	on: message,
	fields: [
		thread.otherLocator({
			displayName: 'Target Thread',
			name: 'targetThread',
			description: 'The thread to move the message to',
		}),
	],
	joins: true,
	simplify: messageOutput,
	orderKey: threadKey,
	read(param) {
		// Moving the first message also moves all replies, so that has to be asked for explicitly.
		if (param.locator('message') === '') {
			const wayOut = 'Enter the ID of a reply; that of the thread moves it with all its replies.';
			param.refuse('message', 'is empty', wayOut);
		}
		return param.otherThread('targetThread');
	},
	async act({ twake, place, input: target, mayJoin, refuse }) {
		if (target === place.thread) refuse('targetThread', 'is the thread that the message is in');
		return await twake.messages.move(place, target, mayJoin);
	},
});
