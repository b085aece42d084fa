import { NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import type { TwakeApi } from '../api';
import type { Channel } from '../api/channels';
import type { CatchUpParameters } from './parameters';

/**
 * The channels from which Twake delivers messages to the application, narrowed to those by which
 * the trigger filters.
 */
export async function watchedChannels(
	twake: TwakeApi,
	param: CatchUpParameters,
	node: INode,
	wanted: string[],
): Promise<Channel[]> {
	const channels = new Map<string, Channel>();
	for (const given of param.workspaces()) {
		const place = await twake.application.withCompany(given);
		let isEmpty = true;
		for await (const channel of twake.channels.list(place)) {
			isEmpty = false;
			if (channel.connectors.includes(twake.self.application)) channels.set(channel.id, channel);
		}
		if (isEmpty) refuseWorkspace(param, place.workspace);
	}
	const watched = [...channels.values()].filter(
		({ id }) => wanted.length === 0 || wanted.includes(id),
	);
	if (watched.length > 0) return watched;
	const isNone = channels.size === 0;
	throw new NodeOperationError(
		node,
		isNone
			? 'No channel of the workspaces has the application'
			: 'The trigger filters by channels that have no application, or that are in other workspaces',
		{
			description: isNone
				? 'Twake delivers nothing from there. Add the application in the settings of the channels > Connectors.'
				: 'Compare "Workspaces" with Filters > Channels of the trigger.',
		},
	);
}

function refuseWorkspace(param: CatchUpParameters, id: string): never {
	return param.refuse(
		'workspaces',
		`holds one without channels, which probably does not exist in this company: ${id}`,
		'Paste the address of one of its channels from the browser.',
	);
}
