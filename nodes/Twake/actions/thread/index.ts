import type { Resource } from '../context';
import { createThread } from './create.operation';
import { replyInThread } from './reply.operation';

export const thread: Resource = {
	name: 'Thread',
	value: 'thread',
	operations: [createThread, replyInThread],
};
