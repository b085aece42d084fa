import { operation } from '../operation/operation';
import { conversations } from './kind';

export const deleteConversation = operation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete conversation',
	description: 'Delete a conversation with all its messages for good',
	access: 'administrator',
	on: conversations,
	async act({ api, id }) {
		await api.conversations.delete(id);
		return { deleted: true, id };
	},
});
