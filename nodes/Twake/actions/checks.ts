import type { Problem } from '../../shared/errors';
import type { Channel } from '../api/channels';
import type { ChannelPlace, Join } from '../api/threads';
import type { ItemTools } from './context';

/** The channel; refused when this workspace has none by this id. */
export async function existingChannel(
	{ twake, param }: ItemTools,
	place: ChannelPlace,
): Promise<Channel> {
	const result = await twake.channels.get(place);
	if ('body' in result) return result.body.resource;
	refuseUnknown(param, result.problem);
	throw result.error;
}

/**
 * Who can see the channel; refused when this workspace has none by this id. Releases before 2023
 * answer 400 for private ones, of which the application is no member (twake.md §12).
 */
export async function visibilityOf(
	{ twake, param }: ItemTools,
	place: ChannelPlace,
	path?: string,
): Promise<Channel['visibility']> {
	const result = await twake.channels.get(place);
	if ('body' in result) return result.body.resource.visibility;
	if (result.problem.status === 400) return 'private';
	refuseUnknown(param, result.problem, path);
	throw result.error;
}

/** How an operation may become a participant of a thread, if the item allows it. */
export function joining({ twake, param }: ItemTools): Join {
	return param.boolean('joinThread') ? async () => (await twake.application.me()).id : undefined;
}

function refuseUnknown(param: ItemTools['param'], problem: Problem, path = 'channel'): void {
	if (problem.reason !== 'missing') return;
	param.refuse(
		path,
		'does not exist in this workspace',
		'Check the IDs of company, workspace and channel. Twake would take a message to it and show it to nobody.',
	);
}
