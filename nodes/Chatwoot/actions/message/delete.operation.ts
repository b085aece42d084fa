import { operation } from '../operation/operation';
import { messages } from './kind';

export const deleteMessage = operation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete message',
	description:
		'Take text and files of a message away for good, also of a customer; a line that says so stays',
	on: messages,
	async act({ api, id, parent: conversation }) {
		await api.messages.delete(conversation, id);
		return { deleted: true, id, conversation_id: conversation };
	},
});
