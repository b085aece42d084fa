import { pageFields, take, wantedCount } from '../../../shared/pages';
import type { Operation } from '../operation/types';
import { accountLocator, contactLocator, simplifyField } from '../fields';
import { conversationOutput } from '../conversation/kind';

export const getContactConversations: Operation = {
	name: 'Get Conversations',
	value: 'getConversations',
	action: 'Get the conversations of a contact',
	description: 'Get the conversations of a contact by last activity, the newest first',
	properties: [
		accountLocator,
		contactLocator('The contact whose conversations to get'),
		...pageFields,
		simplifyField,
	],
	async run({ param, baseUrl, account }) {
		const id = param.id('contact');
		const count = wantedCount(param);
		const api = await account();
		const conversations = await take(api.conversationLists.ofContact(id, count), count);
		if (!param.boolean('simplify')) return conversations;
		return conversations.map((conversation) => conversationOutput(conversation, { baseUrl }));
	},
};
