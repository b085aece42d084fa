import type { Operation } from '../operation/types';
import { onMessage } from './on-message';

export const deleteMessage: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete a message',
	description:
		'Take text and files of a message away for good, also of a customer; a line that says so stays',
	...onMessage({
		async act({ messages }, { conversation, message }) {
			await messages.delete(conversation, message);
			return { deleted: true, id: message, conversation_id: conversation };
		},
	}),
};
