import type { IDataObject } from 'n8n-workflow';
import { additionalFields } from '../../../shared/fields';
import { WithFiles } from '../../../shared/operation';
import { filtered, take } from '../../../shared/pages';
import { hasFile } from '../../api/attachment';
import { isDeleted } from '../../api/message-kinds';
import type { Message } from '../../api/types';
import { BinaryFields } from '../messaging/binary-fields';
import { operation } from '../operation/operation';
import { newestFirst } from './earlier';
import { roleOf, historyEntryOf, transcriptOf } from './history';
import { conversations } from './kind';

const MEGABYTE = 1_000_000;

export const getHistory = operation({
	name: 'Get History',
	value: 'getHistory',
	action: 'Get history of conversation',
	description:
		'Get what customer, bot and colleagues said, oldest first: ready for a language model',
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
				displayName: 'Download Files',
				name: 'downloadFiles',
				type: 'multiOptions',
				options: [
					{ name: 'Audio', value: 'audio' },
					{ name: 'Image', value: 'image' },
				],
				default: [],
				description:
					'Whose files to put into binary fields, for a model that sees or hears; each attachment says in which field it is',
			},
			{
				displayName: 'Earlier Conversations',
				name: 'earlierConversations',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 20 },
				default: 1,
				description:
					'How many conversations of the same contact before this one to go back into when it has too few messages',
			},
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
				displayName: 'Largest File (MB)',
				name: 'largestFile',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 10,
				description: 'Files that are larger are not downloaded',
			},
			{
				displayName: 'Longest Text',
				name: 'longest',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 2000,
				description: 'Characters of a message after which it is cut; what is cut ends with …',
			},
			{
				displayName: 'Put Output Files in Fields',
				name: 'outputBinaryPrefix',
				type: 'string',
				default: 'attachment_',
				description: 'The beginning of the names of the binary fields; a number from 0 on follows',
			},
		]),
	],
	read: (param) => ({
		count: param.count('count'),
		activity: param.boolean('additionalFields.activity'),
		notes: param.boolean('additionalFields.notes'),
		longest: param.optionalCount('additionalFields.longest') ?? 2000,
		earlier: param.optionalCount('additionalFields.earlierConversations') ?? 0,
		kinds: param.names('additionalFields.downloadFiles'),
		largest: (param.optionalCount('additionalFields.largestFile') ?? 10) * MEGABYTE,
		prefix: param.optionalText('additionalFields.outputBinaryPrefix')?.trim() ?? 'attachment_',
	}),
	async act(call) {
		const { api, id, baseUrl } = call;
		const { count, activity, notes, longest, earlier, kinds, largest, prefix } = call.input;
		const isWanted = (message: Message) =>
			!isDeleted(message) &&
			(activity || roleOf(message) !== 'event') &&
			(notes || !message.private);
		const newest = newestFirst(api, id, { isPublic: !activity && !notes, earlier });
		const found = await take(filtered(newest, isWanted), count);
		const messages = found
			.sort((one, other) => one.id - other.id)
			.map((message) => historyEntryOf(message, longest, baseUrl));
		const fields = new BinaryFields(call, prefix);
		const isFetched = (file: IDataObject) =>
			kinds.includes(String(file.file_type)) && hasFile(file) && Number(file.file_size) <= largest;
		for (const file of messages.flatMap(({ attachments }) => attachments)) {
			if (isFetched(file)) Object.assign(file, await fields.add(String(file.data_url)));
		}
		const json = { conversation_id: id, messages, text: transcriptOf(messages, id) };
		return kinds.length > 0 ? new WithFiles(json, fields.binary) : json;
	},
});
