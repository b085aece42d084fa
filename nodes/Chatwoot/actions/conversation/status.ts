import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { STATUSES } from '../../api/conversation-changes';
import type { Status } from '../../api/conversation-changes';
import { hintDifferences } from '../kinds/differences';
import type { Call } from '../operation/operation';
import type { ChatwootParameters } from '../parameters/parameters';

/**
 * Changes the status and outputs the answer, whose `success` is null for hand-offs that worked
 * (chatwoot.md §1 Agent bot token).
 */
export async function changeStatus(
	{ api, id, hint }: Pick<Call<unknown>, 'api' | 'id' | 'hint'>,
	wanted: Status,
	until?: Date,
): Promise<IDataObject> {
	const answer = await api.conversationChanges.setStatus(id, wanted, until);
	const { current_status: status, snoozed_until } = answer;
	hintDifferences(hint, `conversation ${id}`, { status: wanted }, { status });
	return { id: answer.conversation_id, status, snoozed_until: snoozed_until ?? null };
}

/** A moment in the future; with a past one, the server would wake the conversation at once. */
export function futureFrom(param: ChatwootParameters, path: string): Date | undefined {
	const until = param.optionalDate(path);
	if (until === undefined || until.getTime() > Date.now()) return until;
	return param.refuse(
		path,
		`is in the past: ${until.toISOString()}`,
		'A snooze has to end in the future.',
	);
}

/**
 * The status and the end of a snooze, from a collection. A date alone means snoozed; a date with
 * another status is refused.
 */
export function statusAt(
	param: ChatwootParameters,
	place: string,
): { status?: Status; until?: Date } {
	const status = param.optionalChoice(`${place}.status`, STATUSES);
	const until = futureFrom(param, `${place}.snoozedUntil`);
	if (until === undefined) return { status };
	if (status !== undefined && status !== 'snoozed') {
		param.refuse(
			`${place}.snoozedUntil`,
			`does not go with the status ${status}`,
			'Set the status to Snoozed or leave the date out.',
		);
	}
	return { status: 'snoozed', until };
}

export const snoozedUntilField: INodeProperties = {
	displayName: 'Snoozed Until',
	name: 'snoozedUntil',
	type: 'dateTime',
	default: '',
	description:
		'When a snoozed conversation opens again. Without it, a snoozed conversation opens with the next message of the customer.',
};

export const statusOptions: INodeProperties['options'] = [
	{ name: 'Open', value: 'open' },
	{ name: 'Pending', value: 'pending' },
	{ name: 'Resolved', value: 'resolved' },
	{ name: 'Snoozed', value: 'snoozed' },
];
