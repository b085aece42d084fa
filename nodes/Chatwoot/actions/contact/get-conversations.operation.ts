import type { Operation } from '../context';
import { accountLocator, contactLocator, simplifyField } from '../fields';
import { conversationOutput } from '../output';

/** The server gives no more, and has no pages here (chatwoot-api.md §4 Others). */
const MOST = 20;

export const getContactConversations: Operation = {
	name: 'Get Conversations',
	value: 'getConversations',
	action: 'Get the conversations of a contact',
	description: `Get the conversations of a contact by last activity, the newest ${MOST} at most`,
	properties: [
		accountLocator,
		contactLocator('The contact whose conversations to get'),
		simplifyField,
	],
	async run({ param, baseUrl, account, hint }) {
		const id = param.id('contact');
		const conversations = await (await account()).contacts.conversations(id);
		if (conversations.length >= MOST) {
			hint(
				`Chatwoot gives the newest ${MOST} conversations of a contact. Conversation > Get Many with the filter Contact ID gets all.`,
			);
		}
		if (!param.boolean('simplify')) return conversations;
		return conversations.map((conversation) => conversationOutput(conversation, baseUrl));
	},
};
