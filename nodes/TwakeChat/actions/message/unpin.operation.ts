import { pinning } from './pinning';

export const unpinMessage = pinning(false, {
	name: 'Unpin',
	value: 'unpin',
	action: 'Unpin message',
	description: 'Take the pin off a message',
});
