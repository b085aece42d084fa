import type { INodeProperties } from 'n8n-workflow';
import type { Channel } from '../../api/channels';
import type { ChannelPlace } from '../../api/places';
import type { Call } from '../operation/operation';
import type { TwakeParameters } from '../operation/parameters';

type CheckContext = Pick<Call<unknown, unknown>, 'twake' | 'refuse'>;

export const checkChannelField: INodeProperties = {
	displayName: 'Check Channel First',
	name: 'checkChannel',
	type: 'boolean',
	default: true,
	description:
		'Whether to make sure that the channel exists, with one request per channel and run. Twake accepts a message to a wrong channel without an error, and nobody ever sees it.',
};

export function mayCheck(param: TwakeParameters): boolean {
	return param.optionalBoolean('additionalFields.checkChannel') ?? true;
}

/** The channel; refused when the workspace has none with this id. */
export async function existingChannel(call: CheckContext, place: ChannelPlace): Promise<Channel> {
	const result = await call.twake.channels.get(place);
	if ('body' in result) return result.body;
	return result.problem.reason === 'missing' ? refuseUnknown(call) : rethrow(result.error);
}

/**
 * Who can see the channel; refused when the workspace has none with this id. Releases before 2023
 * answer 400 for private ones of which the application is not a member (twake.md §12).
 */
export async function visibilityOf(
	call: CheckContext,
	place: ChannelPlace,
	path?: string,
): Promise<Channel['visibility']> {
	const result = await call.twake.channels.get(place);
	if ('body' in result) return result.body.visibility;
	if (result.problem.status === 400) return 'private';
	return result.problem.reason === 'missing' ? refuseUnknown(call, path) : rethrow(result.error);
}

function refuseUnknown({ refuse }: CheckContext, path = 'channel'): never {
	return refuse(
		path,
		'does not exist in this workspace',
		'Check the IDs of company, workspace and channel. Twake would take a message to it and show it to nobody.',
	);
}

function rethrow(error: Error): never {
	throw error;
}
