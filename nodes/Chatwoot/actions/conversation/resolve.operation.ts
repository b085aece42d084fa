import type { Status } from '../../api/conversation-changes';
import type { Operation } from '../operation/types';
import { onConversation } from './on-conversation';
import { statusOutput } from './status';

const setting = (status: Status) =>
	onConversation({
		act: async ({ conversationChanges }, id) =>
			statusOutput(await conversationChanges.setStatus(id, status)),
	});

export const resolveConversation: Operation = {
	name: 'Resolve',
	value: 'resolve',
	action: 'Resolve a conversation',
	access: 'bots',
	description: 'Mark a conversation as done',
	...setting('resolved'),
};

export const reopenConversation: Operation = {
	name: 'Reopen',
	value: 'reopen',
	action: 'Reopen a conversation',
	access: 'bots',
	description:
		'Open a resolved, snoozed or pending conversation. With the access token of an agent, Chatwoot also assigns it to that agent.',
	...setting('open'),
};
