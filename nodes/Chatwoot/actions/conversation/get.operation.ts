import type { Operation } from '../operation/types';
import { accountLocator, conversationLocator, simplifyField } from '../fields';
import { conversationOutput } from '../conversation/kind';

export const getConversation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a conversation',
	access: 'bots',
	description: 'Get one conversation with its contact, assignee, labels and last message',
	properties: [accountLocator, conversationLocator, simplifyField],
	async run({ param, baseUrl, account }) {
		const id = param.id('conversation');
		const conversation = await (await account()).conversations.get(id);
		return param.boolean('simplify') ? conversationOutput(conversation, { baseUrl }) : conversation;
	},
};
