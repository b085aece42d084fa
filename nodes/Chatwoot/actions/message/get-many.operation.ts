import {
	filtered,
	MESSAGE_ORDERS,
	messageOrderField,
	pageFields,
	take,
	wantedCount,
} from '../../../shared/pages';
import { quote } from '../../../shared/text';
import { ACTIVITY } from '../../api/message-kinds';
import type { Message } from '../../api/types';
import type { MessagesApi } from '../../api/messages';
import { conversations } from '../conversation/kind';
import { operation } from '../operation/operation';
import type { ChatwootParameters } from '../parameters/parameters';
import { messages } from './kind';

export const getManyMessages = operation({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many messages',
	description: 'Get the messages of a conversation',
	on: conversations,
	isReading: true,
	fields: [
		...pageFields,
		messageOrderField(
			'newest',
			'From which end to begin, newest, chronological or oldest; with a limit, this decides which messages you get',
		),

		{
			displayName: 'Leave Out',
			name: 'leaveOut',
			type: 'multiOptions',
			options: [
				{
					name: 'Activity',
					value: 'activity',
					description: 'Lines of the server such as "Conversation was resolved"',
				},
				{ name: 'Private Notes', value: 'notes' },
			],
			default: [],
			description: 'What is not wanted: activity, notes',
		},
		{
			displayName: 'After Message ID',
			name: 'afterId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1234',
			description:
				'Only messages that were written after this one, such as the last one of an earlier run. Optional.',
		},
	],
	simplify: true,
	read: choiceFrom,
	async act({ api, id, input, shown }) {
		const found = await chosen(api.messages, id, input);
		return found.map((message) => shown(messages, message));
	},
});

type Choice = ReturnType<typeof choiceFrom>;

/** Which messages to get, and in which order. */
function choiceFrom(param: ChatwootParameters) {
	const count = wantedCount(param);
	const order = param.choice('order', MESSAGE_ORDERS);
	const after = param.optionalId('afterId', 'message');
	const left = param.names('leaveOut');
	const wrong = left.find((each) => each !== 'activity' && each !== 'notes');
	if (wrong !== undefined) {
		param.refuse('leaveOut', `holds ${quote(wrong)}`, 'Possible values are activity and notes.');
	}
	return { count, order, after, left };
}

/** Messages in the order of their ids, which is the order of writing. */
async function chosen(
	api: MessagesApi,
	conversation: number,
	{ count, order, after, left }: Choice,
): Promise<Message[]> {
	const isPublic = left.length === 2;
	const isWanted = (message: Message) =>
		!(left.includes('activity') && message.message_type === ACTIVITY) &&
		!(left.includes('notes') && message.private);
	const isNewest = order !== 'oldest';
	// Upwards, one request brings five times as many.
	const isUpwards = !isNewest || after !== undefined || count === Infinity;
	const walk = isUpwards
		? api.oldestFirst(conversation, isPublic, after)
		: api.newestFirst(conversation, isPublic);
	const enough = isUpwards && isNewest ? Infinity : count;
	const found = await take(filtered(walk, isWanted), enough);
	found.sort((one, other) => (isNewest ? other.id - one.id : one.id - other.id));
	const wanted = found.slice(0, count);
	return order === 'chronological' ? wanted.reverse() : wanted;
}
