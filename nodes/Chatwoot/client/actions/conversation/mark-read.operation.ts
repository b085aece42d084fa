import { operation } from '../operation/operation';
import { conversation } from '../places/conversation';

export const markRead = operation({
	name: 'Mark Read',
	value: 'markRead',
	action: 'Mark conversation as read',
	description: 'Tell the team that the customer has seen all messages',
	on: conversation,
	async act({ api, place }) {
		await api.conversations.markRead(place);
		return { id: place.conversation, read: true };
	},
});
