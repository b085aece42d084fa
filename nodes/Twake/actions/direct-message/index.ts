import type { Resource } from '../context';
import { sendDirectMessage } from './send.operation';

export const directMessage: Resource = {
	name: 'Direct Message',
	value: 'directMessage',
	operations: [sendDirectMessage],
};
