import type { INodeProperties } from 'n8n-workflow';
import { existingChannel } from '../checks';
import { readMessage, withUploads } from '../content';
import { contentFields } from '../content-fields';
import type { Operation } from '../context';
import { channelFields, checkChannelField, simplifyField } from '../fields';
import { messageOutput } from '../output';

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
	properties: [
		...channelFields,
		...contentFields,
		simplifyField,
		checkChannelField,
		furtherChannels,
	],
	async run(context) {
		const { twake, param } = context;
		const place = param.channel();
		const further = param.ids('furtherChannels').map((channel) => ({ ...place, channel }));
		const message = readMessage(context);
		if (param.boolean('checkChannel')) {
			await existingChannel(context, place);
			for (const each of further) await existingChannel(context, each, 'furtherChannels');
		}
		const content = await withUploads(context, place.company, message);
		const thread = await twake.threads.create([place, ...further], content);
		return param.boolean('simplify') ? messageOutput(thread.message) : thread;
	},
};
