import { typing } from './typing';

export const typingOn = typing(true, {
	name: 'Typing On',
	value: 'typingOn',
	action: 'Show typing in conversation',
	description: 'Show the team that the customer is typing, until switched off or a message comes',
});
