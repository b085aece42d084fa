import { operation } from '../operation/operation';
import { conversations } from './kind';
import { statusOutput } from './status';

export const resolveConversation = operation({
	name: 'Resolve',
	value: 'resolve',
	action: 'Resolve conversation',
	access: 'bots',
	description: 'Mark a conversation as done',
	on: conversations,
	act: async ({ api, id }) => statusOutput(await api.conversationChanges.setStatus(id, 'resolved')),
});
