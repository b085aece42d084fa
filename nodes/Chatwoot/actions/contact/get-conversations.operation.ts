import { pageFields, take, wantedCount } from '../../../shared/pages';
import { conversations } from '../conversation/kind';
import { operation } from '../operation/operation';
import { contacts } from './kind';

export const getContactConversations = operation({
	name: 'Get Conversations',
	value: 'getConversations',
	action: 'Get conversations of contact',
	description: 'Get the conversations of a contact by last activity, the newest first',
	on: contacts,
	isReading: true,
	fields: pageFields,
	simplify: true,
	read: wantedCount,
	async act({ api, id, input: count, shown }) {
		const found = await take(api.conversationLists.ofContact(id, count), count);
		return found.map((conversation) => shown(conversations, conversation));
	},
});
