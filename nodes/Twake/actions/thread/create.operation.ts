import type { INodeProperties } from 'n8n-workflow';
import { readMessage } from '../content';
import { contentFields } from '../content-fields';
import type { Operation } from '../context';
import { channelFields, checkChannelField, simplifyField } from '../fields';
import { messageOutput } from '../../api/output';

const furtherChannels: INodeProperties = {
	displayName: 'Also Post In',
	name: 'furtherChannels',
	type: 'string',
	default: '',
	description:
		'IDs of further channels of the same workspace, separated by commas. All show the same thread: a reply in one appears in the others.',
};

export const createThread: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a thread',
	description: 'Post a message as a new thread in a channel',
	inLegacyApi: true,
	properties: [
		...channelFields,
		...contentFields([simplifyField, checkChannelField], [furtherChannels]),
	],
	async run(context) {
		const { posts, param } = context;
		const place = param.channel();
		const channels = param.ids('additionalFields.furtherChannels');
		const further = channels.map((channel) => ({ ...place, channel }));
		const { message, answer } = await posts.create([place, ...further], readMessage(context));
		return param.boolean('simplify') ? messageOutput(message) : answer;
	},
};
