import { operation } from '../operation/operation';
import { conversations } from './kind';

export const muteConversation = operation({
	name: 'Mute',
	value: 'mute',
	action: 'Mute conversation',
	description: 'Resolve a conversation and block its contact; what it still writes stays resolved',
	on: conversations,
	async act({ api, id }) {
		await api.conversationChanges.post(id, 'mute');
		return { id, muted: true };
	},
});
