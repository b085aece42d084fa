import { pinning } from './pinning';

export const pinMessage = pinning(true, {
	name: 'Pin',
	value: 'pin',
	action: 'Pin message',
	description: 'Pin a message, where the account has the power level for that',
});
