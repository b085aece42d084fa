import { joining } from '../checks';
import { readMessage, withUploads } from '../content';
import { replyContentFields } from '../content-fields';
import type { Operation } from '../context';
import { joinThreadField, simplifyField, threadFields } from '../fields';
import { messageOutput } from '../output';

export const replyInThread: Operation = {
	name: 'Reply',
	value: 'reply',
	action: 'Reply in a thread',
	description: 'Post a message in an existing thread',
	properties: [...threadFields, ...replyContentFields, simplifyField, joinThreadField],
	// Replies to one thread keep the order of the items; Twake stores parallel ones in any order.
	orderKey: ({ param }) => param.thread().thread,
	async run(context) {
		const { twake, param } = context;
		const { company, thread } = param.thread();
		const content = await withUploads(context, company, readMessage(context));
		const message = await twake.threads.reply(company, thread, content, joining(context));
		// An ephemeral message comes back without an id; its own one is what deletes it.
		const reply = content.ephemeral ? { ...message, id: content.ephemeral.id } : message;
		return param.boolean('simplify') ? messageOutput(reply) : reply;
	},
};
