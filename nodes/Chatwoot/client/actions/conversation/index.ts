import type { Resource } from '../operation/operation';
import { createConversation } from './create.operation';
import { getManyConversations } from './get-many.operation';
import { getConversation } from './get.operation';
import { markRead } from './mark-read.operation';
import { resolveConversation } from './resolve.operation';
import { typingOff } from './typing-off.operation';
import { typingOn } from './typing-on.operation';

export const conversation: Resource = {
	name: 'Conversation',
	value: 'conversation',
	description: 'Conversations of the customer with the team',
	operations: [
		createConversation,
		getConversation,
		getManyConversations,
		markRead,
		resolveConversation,
		typingOff,
		typingOn,
	],
};
