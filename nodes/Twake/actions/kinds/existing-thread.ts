import type { INodeProperties } from 'n8n-workflow';
import type { Message } from '../../api/content';
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

/** The first message of a thread; refused when there is no such thread, or the message is gone. */
export async function checkThread(
	{ twake, refuse }: Pick<Call<unknown, unknown>, 'twake' | 'refuse'>,
	place: ThreadPlace,
): Promise<Message> {
	return (
		(await twake.threads.first(place)) ??
		refuse(
			'thread',
			'does not exist',
			'Check the ID of the thread. Its first message may have been deleted: nobody would see a reply.',
		)
	);
}
