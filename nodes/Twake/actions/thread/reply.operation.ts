import { readMessage } from '../content';
import { replyContentFields } from '../content-fields';
import type { Operation } from '../context';
import { joinThreadField, simplifyField, threadFields } from '../fields';
import { messageOutput } from '../../api/output';

export const replyInThread: Operation = {
	name: 'Reply',
	value: 'reply',
	action: 'Reply in a thread',
	description: 'Post a message in an existing thread',
	inLegacyApi: true,
	properties: [...threadFields, ...replyContentFields([simplifyField, joinThreadField])],
	// Replies to one thread keep the order of the items; Twake stores parallel ones in any order.
	orderKey: ({ param }) => param.thread().thread,
	async run(context) {
		const { posts, param } = context;
		const { message, answer } = await posts.reply(param.thread(), readMessage(context));
		return param.boolean('simplify') ? messageOutput(message) : answer;
	},
};
