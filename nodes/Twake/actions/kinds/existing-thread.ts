import type { INodeProperties } from 'n8n-workflow';
import type { ThreadPlace } from '../../api/places';
import type { Call } from '../operation/operation';
import type { TwakeParameters } from '../operation/parameters';

export const checkThreadField: INodeProperties = {
	displayName: 'Check Thread First',
	name: 'checkThread',
	type: 'boolean',
	default: true,
	description:
		'Whether to make sure that the thread is there, with one request per thread and run. Twake accepts replies in a thread whose first message was deleted, and nobody ever sees them.',
};

export function mayCheckThread(param: TwakeParameters): boolean {
	return param.optionalBoolean('additionalFields.checkThread') ?? true;
}

/** Refuses a thread that does not exist, or whose first message was deleted. */
export async function checkThread(
	{ twake, refuse }: Pick<Call<unknown, unknown>, 'twake' | 'refuse'>,
	place: ThreadPlace,
): Promise<void> {
	if (await twake.threads.isVisible(place)) return;
	refuse(
		'thread',
		'does not exist',
		'Check the ID of the thread. Its first message may have been deleted: nobody would see a reply.',
	);
}
