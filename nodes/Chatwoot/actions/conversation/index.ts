import type { Resource } from '../context';
import { createConversation } from './create.operation';

export const conversation: Resource = {
	name: 'Conversation',
	value: 'conversation',
	operations: [createConversation],
};
