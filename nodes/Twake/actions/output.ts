import type { IDataObject } from 'n8n-workflow';
import type { Message } from '../api/threads';

/** A message as the next node wants it: its ids, where it is, what it says. */
export function messageOutput(message: Message): IDataObject {
	const { id, thread_id, text, user_id, application_id, created_at, cache } = message;
	return {
		id,
		thread_id,
		company_id: cache?.company_id,
		workspace_id: cache?.workspace_id,
		channel_id: cache?.channel_id,
		text,
		user_id,
		application_id,
		created_at: new Date(created_at).toISOString(),
	};
}
