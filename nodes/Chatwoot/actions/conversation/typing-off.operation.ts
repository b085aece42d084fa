import { typing } from './typing';

export const typingOff = typing(false, {
	name: 'Typing Off',
	value: 'typingOff',
	action: 'Stop showing typing in a conversation',
	description: 'Take back the sign that somebody is typing',
});
