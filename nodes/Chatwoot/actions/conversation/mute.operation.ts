import type { Operation } from '../operation/types';
import { onConversation } from './on-conversation';

const muting = (muted: boolean) =>
	onConversation({
		async act({ conversationChanges }, id) {
			await conversationChanges.post(id, muted ? 'mute' : 'unmute');
			return { id, muted };
		},
	});

export const muteConversation: Operation = {
	name: 'Mute',
	value: 'mute',
	action: 'Mute a conversation',
	description: 'Resolve a conversation and block its contact; what it still writes stays resolved',
	...muting(true),
};

export const unmuteConversation: Operation = {
	name: 'Unmute',
	value: 'unmute',
	action: 'Unmute a conversation',
	description: 'Unblock the contact of a conversation; the conversation stays resolved',
	...muting(false),
};
