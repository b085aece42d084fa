import type { Resource } from '../operation/context';
import { deleteMessage } from './delete.operation';
import { getManyMessages } from './get-many.operation';
import { getMessage } from './get.operation';
import { markRead } from './mark-read.operation';
import { pinMessage } from './pin.operation';
import { replyToMessage } from './reply.operation';
import { askInRoom } from './send-and-wait.operation';
import { sendMessage } from './send.operation';
import { typingOff } from './typing-off.operation';
import { typingOn } from './typing-on.operation';
import { unpinMessage } from './unpin.operation';
import { updateMessage } from './update.operation';

export const message: Resource = {
	name: 'Message',
	value: 'message',
	operations: [
		deleteMessage,
		getMessage,
		getManyMessages,
		markRead,
		pinMessage,
		replyToMessage,
		askInRoom,
		sendMessage,
		typingOff,
		typingOn,
		unpinMessage,
		updateMessage,
	],
};
