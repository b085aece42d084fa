import {
	MESSAGE_ORDERS,
	messageOrderField,
	pageFields,
	take,
	wantedCount,
} from '../../../shared/pages';
import { messageOutput } from '../../api/output';
import { thread } from '../kinds/thread';
import { operation } from '../operation/operation';

export const getManyMessages = operation({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many messages',
	description: 'Get the messages of a thread, the first one included',
	on: thread,
	fields: [...pageFields, messageOrderField('oldest')],
	simplify: messageOutput,
	read: (param) => ({
		order: param.choice('order', MESSAGE_ORDERS),
		count: wantedCount(param),
	}),
	async act({ twake, place, input: { order, count }, refuse }) {
		const end = order === 'oldest' ? 'oldest' : 'newest';
		const messages = await take(twake.messages.list(place, end), count);
		// For an unknown thread the list is empty, as for one whose messages are all gone.
		if (messages.length === 0) refuse('thread', 'does not exist', 'Check the ID of the thread.');
		return order === 'chronological' ? messages.reverse() : messages;
	},
});
