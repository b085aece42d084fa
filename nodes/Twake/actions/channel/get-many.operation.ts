import { pageFields, take, wantedCount } from '../../../shared/pages';
import { channelOutput } from '../../api/output';
import { refuseWorkspace } from '../kinds/existing-workspace';
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
	async act(call) {
		const channels = await take(call.twake.channels.list(call.place), call.input);
		// For an unknown workspace the list is empty too.
		return channels.length > 0 ? channels : refuseWorkspace(call);
	},
});
