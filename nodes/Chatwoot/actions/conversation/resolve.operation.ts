import { operation } from '../operation/operation';
import { conversations } from './kind';
import { changeStatus } from './status';

export const resolveConversation = operation({
	name: 'Resolve',
	value: 'resolve',
	action: 'Resolve conversation',
	access: 'bots',
	description: 'Mark a conversation as done',
	on: conversations,
	act: async (call) => await changeStatus(call, 'resolved'),
});
