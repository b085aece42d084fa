import { pageFields, wantedCount } from '../../../../shared/pages';
import { operation } from '../operation/operation';
import { customer } from '../places/customer';
import { conversationOutput } from './output';

export const getManyConversations = operation({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many conversations',
	description:
		'Get the conversations of the customer in this inbox; once the customer has proven who it is, those in all inboxes',
	on: customer,
	isReading: true,
	fields: pageFields,
	read: wantedCount,
	act: async ({ api, place, input: count }) =>
		(await api.conversations.list(place)).slice(0, count),
	simplify: conversationOutput,
});
