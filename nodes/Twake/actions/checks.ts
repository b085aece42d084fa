import type { Channel } from '../api/channels';
import type { ChannelPlace, Join } from '../api/threads';
import type { ItemTools } from './context';

/** The channel; refused when this workspace has none by this id. */
export async function existingChannel(
	{ twake, param }: ItemTools,
	place: ChannelPlace,
	path = 'channel',
): Promise<Channel> {
	const result = await twake.channels.get(place);
	if ('body' in result) return result.body.resource;
	if (result.problem.status === 404) {
		param.refuse(
			path,
			'does not exist in this workspace',
			'Check the IDs of company, workspace and channel. Twake would take a message to it and show it to nobody.',
		);
	}
	throw result.error;
}

/** How an operation may become a participant of a thread, if the item allows it. */
export function joining({ twake, param }: ItemTools): Join {
	return param.boolean('joinThread')
		? async () => (await twake.application.me()).id
		: undefined;
}
