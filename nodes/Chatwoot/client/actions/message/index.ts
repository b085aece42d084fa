import type { Resource } from '../operation/operation';
import { answerMessage } from './answer.operation';
import { createMessage } from './create.operation';
import { getManyMessages } from './get-many.operation';

export const message: Resource = {
	name: 'Message',
	value: 'message',
	description: 'What the customer writes and reads',
	operations: [answerMessage, createMessage, getManyMessages],
};
