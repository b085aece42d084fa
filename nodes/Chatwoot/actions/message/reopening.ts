import type { INodeProperties } from 'n8n-workflow';
import type { Conversation } from '../../api/types';
import type { Call } from '../operation/operation';
import type { ChatwootParameters } from '../parameters/parameters';

const PATH = 'additionalFields.reopen';

export const reopenField: INodeProperties = {
	displayName: 'Reopen Conversation',
	name: 'reopen',
	type: 'boolean',
	default: false,
	description:
		'Whether to open a resolved or snoozed conversation again before writing; a pending one stays with its bot. With the access token of an agent, Chatwoot also assigns it to that agent.',
};

export function reopensFrom(param: ChatwootParameters): boolean {
	const reopens = param.boolean(PATH);
	if (reopens && param.optionalText('additionalFields.nothingNewSince') !== undefined) {
		param.refuse(
			PATH,
			'does not go with Only If Nothing New Since',
			'That one writes nothing into a closed conversation.',
		);
	}
	return reopens;
}

const CLOSED = ['resolved', 'snoozed'];

/**
 * Opens a closed conversation; returns whether it was closed. Before the message, so that a run which fails in
 * between does both the next time.
 */
export async function reopen(
	{ api }: Pick<Call<unknown>, 'api'>,
	{ id, status }: Conversation,
): Promise<boolean> {
	if (!CLOSED.includes(status)) return false;
	await api.conversationChanges.setStatus(id, 'open');
	return true;
}
