import { channelOutput } from '../../api/output';
import { channel } from '../kinds/channel';
import { existingChannel } from '../kinds/existing-channel';
import { operation } from '../operation/operation';

export const getChannel = operation({
	name: 'Get',
	value: 'get',
	action: 'Get channel',
	description: 'Get one channel of a workspace',
	on: channel,
	simplify: channelOutput,
	act: async (call) => await existingChannel(call, call.place),
});
