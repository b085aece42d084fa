import type { Resource } from '../operation/context';
import { askInThread } from './send-and-wait.operation';
import { createOrReply } from './create-or-reply.operation';
import { createThread } from './create.operation';
import { getManyThreads } from './get-many.operation';
import { getThread } from './get.operation';
import { replyInThread } from './reply.operation';

export const thread: Resource = {
	name: 'Thread',
	value: 'thread',
	operations: [askInThread, createThread, createOrReply, getThread, getManyThreads, replyInThread],
};
