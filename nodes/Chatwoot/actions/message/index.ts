import type { Resource } from '../context';
import { createMessage } from './create.operation';
import { sendToContact } from './send-to-contact.operation';

export const message: Resource = {
	name: 'Message',
	value: 'message',
	operations: [createMessage, sendToContact],
};
