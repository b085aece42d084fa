import { operation } from '../operation/operation';
import { conversations } from './kind';

export const unmuteConversation = operation({
	name: 'Unmute',
	value: 'unmute',
	action: 'Unmute conversation',
	description: 'Unblock the contact of a conversation; the conversation stays resolved',
	on: conversations,
	async act({ api, id }) {
		await api.conversationChanges.post(id, 'unmute');
		return { id, muted: false };
	},
});
