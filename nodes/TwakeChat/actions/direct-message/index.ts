import type { Resource } from '../operation/context';
import { sendDirectMessage } from './send.operation';

export const directMessage: Resource = {
	name: 'Direct Message',
	value: 'directMessage',
	operations: [sendDirectMessage],
};
