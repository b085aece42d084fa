import type { Resource } from '../operation/context';
import { askDirectly } from './send-and-wait.operation';
import { sendDirectMessage } from './send.operation';

export const directMessage: Resource = {
	name: 'Direct Message',
	value: 'directMessage',
	operations: [askDirectly, sendDirectMessage],
};
