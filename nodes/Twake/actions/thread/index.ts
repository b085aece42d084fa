import type { Resource } from '../context';
import { createThread } from './create.operation';
import { getManyThreads } from './get-many.operation';
import { getThread } from './get.operation';
import { replyInThread } from './reply.operation';

export const thread: Resource = {
	name: 'Thread',
	value: 'thread',
	operations: [createThread, getThread, getManyThreads, replyInThread],
};
