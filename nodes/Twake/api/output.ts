import type { IDataObject } from 'n8n-workflow';
import type { Channel } from './channels';
import type { Message } from './content';
import type { StoredFile } from './files';

/** A message as the next node wants it: its ids, where it is, what it says. */
export function messageOutput(message: Message): IDataObject {
	const { id, thread_id, text, user_id, application_id, cache, files } = message;
	const names = (files ?? []).map(({ metadata }) => ({
		id: metadata?.external_id?.id,
		name: metadata?.name,
	}));
	return {
		id,
		thread_id,
		company_id: cache?.company_id,
		workspace_id: cache?.workspace_id,
		channel_id: cache?.channel_id,
		text,
		user_id,
		application_id,
		created_at: isoTime(message.created_at),
		// Its text is Twake's, not its own any more.
		...(message.subtype === 'deleted' && { deleted: true }),
		...(names.length > 0 && { files: names }),
	};
}

/** A thread: its first message, how many messages it holds, and the last ones. */
export function threadOutput(thread: Message): IDataObject {
	const { stats, last_replies: last } = thread;
	return {
		...messageOutput(thread),
		// The server counts the first message too, and wrongly under parallel replies (twake.md §6).
		replies: stats && Math.max(0, stats.replies - 1),
		last_activity: stats && isoTime(stats.last_activity),
		highlighted_replies: thread.highlighted_replies?.map(messageOutput),
		last_replies: last?.filter(({ id }) => id !== thread.id).map(messageOutput),
	};
}

export function channelOutput(channel: Channel): IDataObject {
	const { id, company_id, workspace_id, name, icon, visibility, members } = channel;
	const { description, archived } = channel;
	return { id, company_id, workspace_id, name, icon, description, visibility, archived, members };
}

export function fileOutput(file: StoredFile): IDataObject {
	const { id, company_id, metadata, upload_data } = file;
	return {
		id,
		company_id,
		name: metadata?.name,
		mime_type: metadata?.mime,
		size: upload_data?.size,
	};
}

/** A person as others know them. */
export function userOutput(user: IDataObject): IDataObject {
	const { id, username, first_name, last_name, email, picture } = user;
	return { id, username, first_name, last_name, email, picture };
}

/** ISO 8601 of the server's milliseconds; undefined when the server gave none. */
export function isoTime(milliseconds: number): string | undefined {
	const date = new Date(Number.isFinite(milliseconds) ? milliseconds : NaN);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
