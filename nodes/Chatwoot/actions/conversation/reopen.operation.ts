import { operation } from '../operation/operation';
import { conversations } from './kind';
import { changeStatus } from './status';

export const reopenConversation = operation({
	name: 'Reopen',
	value: 'reopen',
	action: 'Reopen conversation',
	access: 'bots',
	description:
		'Open a resolved, snoozed or pending conversation; by an agent’s token, it is assigned to that agent',
	on: conversations,
	act: async (call) => await changeStatus(call, 'open'),
});
