import type { Status } from '../../api/conversations';
import type { Operation } from '../context';
import { onConversation } from './on-conversation';
import { statusOutput } from './status';

const setting = (status: Status) =>
	onConversation({
		act: async ({ conversations }, id) => statusOutput(await conversations.setStatus(id, status)),
	});

export const resolveConversation: Operation = {
	name: 'Resolve',
	value: 'resolve',
	action: 'Resolve a conversation',
	description: 'Mark a conversation as done',
	...setting('resolved'),
};

export const reopenConversation: Operation = {
	name: 'Reopen',
	value: 'reopen',
	action: 'Reopen a conversation',
	description:
		'Open a resolved, snoozed or pending conversation. With the access token of an agent, Chatwoot also assigns it to that agent.',
	...setting('open'),
};
