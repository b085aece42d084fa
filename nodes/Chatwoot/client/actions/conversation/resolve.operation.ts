import { operation } from '../operation/operation';
import { conversation } from '../places/conversation';
import { conversationOutput } from './output';

export const resolveConversation = operation({
	name: 'Resolve',
	value: 'resolve',
	action: 'Resolve conversation',
	description: 'End a conversation as the customer. The next message opens it again.',
	on: conversation,
	act: async ({ api, place }) => await api.conversations.resolve(place),
	simplify: conversationOutput,
});
