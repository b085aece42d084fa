import { typing } from './typing';

export const typingOn = typing(true, {
	name: 'Typing On',
	value: 'typingOn',
	action: 'Show typing in conversation',
	description: 'Show the customer that somebody is typing, until switched off or a message is sent',
});
