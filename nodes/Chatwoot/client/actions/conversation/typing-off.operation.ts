import { typing } from './typing';

export const typingOff = typing(false, {
	name: 'Typing Off',
	value: 'typingOff',
	action: 'Stop showing typing in conversation',
	description: 'Take back the sign that the customer is typing',
});
