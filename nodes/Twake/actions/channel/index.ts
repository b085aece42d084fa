import type { Resource } from '../operation/context';
import { createChannel } from './create.operation';
import { getChannelMembers } from './get-members.operation';
import { getManyChannels } from './get-many.operation';
import { getChannel } from './get.operation';
import { joinChannel } from './join.operation';
import { leaveChannel } from './leave.operation';

export const channel: Resource = {
	name: 'Channel',
	value: 'channel',
	usual: 'getMany',
	operations: [
		createChannel,
		getChannel,
		getChannelMembers,
		getManyChannels,
		joinChannel,
		leaveChannel,
	],
};
