import type { Resource } from '../context';
import { createMessage } from './create.operation';

export const message: Resource = {
	name: 'Message',
	value: 'message',
	operations: [createMessage],
};
