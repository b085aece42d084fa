import type { Resource } from '../operation/context';
import { deleteMessage } from './delete.operation';
import { getManyMessages } from './get-many.operation';
import { getMessage } from './get.operation';
import { moveMessage } from './move.operation';
import { pinMessage } from './pin.operation';
import { setReactions } from './set-reactions.operation';
import { unpinMessage } from './unpin.operation';
import { updateMessage } from './update.operation';

export const message: Resource = {
	name: 'Message',
	value: 'message',
	operations: [
		deleteMessage,
		getMessage,
		getManyMessages,
		moveMessage,
		pinMessage,
		setReactions,
		unpinMessage,
		updateMessage,
	],
};
