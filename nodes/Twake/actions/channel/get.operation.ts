import { existingChannel } from '../checks';
import type { Operation } from '../context';
import { channelFields, simplifyField } from '../fields';
import { channelOutput } from '../../api/output';

export const getChannel: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a channel',
	description: 'Get one channel of a workspace',
	properties: [...channelFields, simplifyField],
	async run(context) {
		const { param } = context;
		const channel = await existingChannel(context, param.channel());
		return param.boolean('simplify') ? channelOutput(channel) : channel;
	},
};
