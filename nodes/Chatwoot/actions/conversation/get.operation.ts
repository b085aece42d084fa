import { operation } from '../operation/operation';
import { conversations } from './kind';

export const getConversation = operation({
	name: 'Get',
	value: 'get',
	action: 'Get conversation',
	access: 'bots',
	description: 'Get one conversation with its contact, assignee, labels and last message',
	on: conversations,
	isReading: true,
	simplify: true,
	act: async ({ api, id, shown }) => shown(conversations, await api.conversations.get(id)),
});
