import { additionalFields } from '../../../shared/fields';
import { filtered, take } from '../../../shared/pages';
import { isDeleted } from '../../api/message-kinds';
import type { Message } from '../../api/types';
import { operation } from '../operation/operation';
import { roleOf, saidBy, transcriptOf } from './history';
import { conversations } from './kind';

export const getHistory = operation({
	name: 'Get History',
	value: 'getHistory',
	action: 'Get history of conversation',
	description:
		'Get what was said in a conversation, oldest first, told apart by customer, bot and colleague: ready for a language model',
	on: conversations,
	isReading: true,
	fields: [
		{
			displayName: 'Messages',
			name: 'count',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30,
			description: 'How many of the newest messages to return',
		},
		additionalFields([
			{
				displayName: 'Include Activity',
				name: 'activity',
				type: 'boolean',
				default: false,
				description: 'Whether to return lines such as "Conversation was resolved" too',
			},
			{
				displayName: 'Include Private Notes',
				name: 'notes',
				type: 'boolean',
				default: false,
				description: 'Whether to return what the team wrote among itself too',
			},
			{
				displayName: 'Longest Text',
				name: 'longest',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 2000,
				description: 'Characters of a message after which it is cut; what is cut ends with …',
			},
		]),
	],
	read: (param) => ({
		count: param.count('count'),
		activity: param.boolean('additionalFields.activity'),
		notes: param.boolean('additionalFields.notes'),
		longest: param.optionalCount('additionalFields.longest') ?? 2000,
	}),
	async act({ api, id, baseUrl, input: { count, activity, notes, longest } }) {
		const isWanted = (message: Message) =>
			!isDeleted(message) &&
			(activity || roleOf(message) !== 'event') &&
			(notes || !message.private);
		const newest = api.messages.newestFirst(id, !activity && !notes);
		const found = await take(filtered(newest, isWanted), count);
		const messages = found
			.sort((one, other) => one.id - other.id)
			.map((message) => saidBy(message, longest, baseUrl));
		return { conversation_id: id, messages, text: transcriptOf(messages) };
	},
});
