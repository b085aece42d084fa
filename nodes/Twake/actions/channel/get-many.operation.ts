import { pageFields, take, wantedCount } from '../../../shared/pages';
import type { Operation } from '../context';
import { companyLocator, simplifyField, workspaceLocator } from '../fields';
import { channelOutput } from '../../api/output';

export const getManyChannels: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many channels',
	description: 'Get the channels of a workspace, private ones too',
	properties: [companyLocator, workspaceLocator, ...pageFields, simplifyField],
	async run({ twake, param }) {
		const { company, workspace } = param.workspace();
		const channels = await take(twake.channels.list(company, workspace), wantedCount(param));
		return param.boolean('simplify') ? channels.map(channelOutput) : channels;
	},
};
