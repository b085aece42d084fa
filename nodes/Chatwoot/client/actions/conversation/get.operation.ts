import { operation } from '../operation/operation';
import { conversation } from '../places/conversation';
import { conversationOutput } from './output';

export const getConversation = operation({
	name: 'Get',
	value: 'get',
	action: 'Get conversation',
	description: 'Get one conversation of the customer',
	on: conversation,
	isReading: true,
	act: async ({ api, place }) => await api.conversations.get(place),
	simplify: conversationOutput,
});
