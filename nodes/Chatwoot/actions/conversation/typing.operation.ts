import type { Operation } from '../operation/types';
import { onConversation } from './on-conversation';

const typing = (on: boolean) =>
	onConversation({
		fields: [
			{
				displayName: 'For the Team Only',
				name: 'isPrivate',
				type: 'boolean',
				default: false,
				description: 'Whether only the team sees it, as for a private note',
			},
		],
		read: (param) => param.boolean('isPrivate'),
		async act({ conversationChanges }, id, is_private) {
			const typing_status = on ? 'on' : 'off';
			await conversationChanges.post(id, 'toggle_typing_status', { typing_status, is_private });
			return { id, typing: on };
		},
	});

export const typingOn: Operation = {
	name: 'Typing On',
	value: 'typingOn',
	action: 'Show typing in a conversation',
	access: 'bots',
	description: 'Show the customer that somebody is typing, until switched off or a message is sent',
	...typing(true),
};

export const typingOff: Operation = {
	name: 'Typing Off',
	value: 'typingOff',
	action: 'Stop showing typing in a conversation',
	access: 'bots',
	description: 'Take back the sign that somebody is typing',
	...typing(false),
};
