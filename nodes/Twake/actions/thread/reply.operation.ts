import type { Operation } from '../context';
import { additionalFields, companyLocator, simplifyField, textField, threadLocator } from '../fields';
import { messageOutput } from '../output';

export const replyInThread: Operation = {
	name: 'Reply',
	value: 'reply',
	action: 'Reply in a thread',
	description: 'Post a message in an existing thread',
	properties: [
		companyLocator,
		threadLocator,
		textField,
		simplifyField,
		{
			displayName: 'Join Thread If Needed',
			name: 'joinThread',
			type: 'boolean',
			default: true,
			description:
				'Whether the application may add itself to a thread that somebody else started. Twake refuses its reply otherwise.',
		},
		additionalFields,
	],
	// Replies to one thread keep the order of the items; Twake stores parallel ones in any order.
	orderKey: ({ param }) => param.thread().thread,
	async run({ twake, param }) {
		const { company, thread } = param.thread();
		const application = async () => (await twake.application.me()).id;
		const join = param.boolean('joinThread') ? { application } : undefined;
		const message = await twake.threads.reply(company, thread, param.messageContent(), join);
		return param.boolean('simplify') ? messageOutput(message) : message;
	},
};
