import { createHash } from 'node:crypto';
import type { INodeProperties } from 'n8n-workflow';
import type { AccountApi } from '../../api';
import { keyOf, withKey } from '../../api/mark';
import { INCOMING } from '../../api/message-kinds';
import type { NewMessage } from '../../api/new-message';
import { isOwn } from '../message/message-key';
import type { Call } from '../operation/operation';

export const noteField = (placeholder: string): INodeProperties => ({
	displayName: 'Private Note',
	name: 'note',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	placeholder,
	description: 'What the team reads and the customer does not; empty for nothing',
});

/**
 * Writes a message unless the token's own user has already written this very text since the
 * customer's last message: after a later node fails, the workflow may run again. Returns whether it
 * wrote. A bot may not read messages, so it writes every time.
 */
export async function writeOnce(
	{ chatwoot, api, id }: Pick<Call<unknown>, 'chatwoot' | 'api' | 'id'>,
	message: NewMessage,
): Promise<boolean> {
	const key = createHash('sha256').update(JSON.stringify(message)).digest('base64url');
	const newest = await api.messages.attemptNewest(id);
	if ('error' in newest && newest.problem.reason !== 'notForBots') throw newest.error;
	const messages = 'error' in newest ? [] : newest.body;
	const last = messages.findLastIndex(({ message_type }) => message_type === INCOMING);
	const same = messages.slice(last + 1).filter((each) => keyOf(each) === key);
	for (const each of same) if (await isOwn(chatwoot.profile, each)) return false;
	await api.messages.create(id, withKey(message, key), []);
	return true;
}

/** Does several steps; a failure says which were done before it. The steps fill `done`. */
export async function withProgressInErrors<T>(
	{ requester }: AccountApi,
	done: string[],
	work: () => Promise<T>,
): Promise<T> {
	return await work().catch((failure: unknown) => {
		const before = `Done before: ${done.join(', ')}. Run the item again: what is done is not repeated, except that a bot writes its texts again.`;
		throw requester.failedAfter(failure, done.length > 0 ? before : undefined);
	});
}
