import { pageFields, take, wantedCount } from '../../../shared/pages';
import { channelOutput } from '../../api/output';
import { workspace } from '../kinds/workspace';
import { operation } from '../operation/operation';

export const getManyChannels = operation({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many channels',
	description: 'Get the channels of a workspace, private ones too',
	on: workspace,
	fields: pageFields,
	simplify: channelOutput,
	read: wantedCount,
	act: async ({ twake, place, given: count }) => await take(twake.channels.list(place), count),
});
