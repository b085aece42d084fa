import { take, pageFields, wantedCount } from '../../../../shared/pages';
import { operation } from '../operation/operation';
import { conversation } from '../places/conversation';
import { messageOutput } from './output';

export const getManyMessages = operation({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many messages',
	description: 'Get what the customer sees of a conversation, the newest message first',
	on: conversation,
	isReading: true,
	fields: pageFields,
	read: wantedCount,
	act: async ({ api, place, input: count }) => await take(api.messages.newestFirst(place), count),
	simplify: messageOutput,
});
