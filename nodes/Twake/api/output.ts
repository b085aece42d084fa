import type { IDataObject } from 'n8n-workflow';
import type { Channel } from './channels';
import { ownContext } from './content';
import type { Message } from './content';
import type { StoredFile } from './files';
import { webAddressOf } from './ids';

/**
 * The application and the server: to recognise own messages, and for addresses that people can
 * open.
 */
export interface Self {
	application: string;
	publicUrl: string;
}

/**
 * A message in the form that the next node wants: its ids, its place, its content. The context only
 * of own messages, because others' contexts prove nothing.
 */
export function messageOutput(message: Message, self: Self): IDataObject {
	const { id, thread_id, text, user_id, application_id, cache, files } = message;
	const context = ownContext(message, self.application);
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
		// Its text is a placeholder of Twake's.
		...(message.subtype === 'deleted' && { deleted: true }),
		...(names.length > 0 && { files: names }),
		...(context && { context }),
		url: addressOf(message, self),
	};
}

/**
 * The address at which people open the thread of a message; it uses the message's first channel.
 */
function addressOf({ cache, thread_id: thread }: Message, { publicUrl }: Self): string | undefined {
	const { company_id: company, workspace_id: workspace, channel_id: channel } = cache ?? {};
	return webAddressOf(publicUrl, { company, workspace, channel, thread });
}

/** A thread: its first message, the number of replies, and the last ones. */
export function threadOutput(thread: Message, self: Self): IDataObject {
	const output = (message: Message) => messageOutput(message, self);
	const { stats, last_replies: last } = thread;
	return {
		...output(thread),
		// The server counts the first message too, and miscounts parallel replies (twake.md §6).
		replies: stats && Math.max(0, stats.replies - 1),
		last_activity: stats && isoTime(stats.last_activity),
		highlighted_replies: thread.highlighted_replies?.map(output),
		last_replies: last?.filter(({ id }) => id !== thread.id).map(output),
	};
}

export function channelOutput(channel: Channel, { publicUrl }: Self): IDataObject {
	const { id, company_id, workspace_id, name, icon, visibility, members } = channel;
	const { description, archived } = channel;
	return {
		id,
		company_id,
		workspace_id,
		name,
		icon,
		description,
		visibility,
		archived,
		members,
		url: webAddressOf(publicUrl, { company: company_id, workspace: workspace_id, channel: id }),
	};
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

/** The public profile of a person. */
export function userOutput(user: IDataObject): IDataObject {
	const { id, username, first_name, last_name, email, picture } = user;
	return { id, username, first_name, last_name, email, picture };
}

/** The server's milliseconds as ISO 8601; undefined when there are none. */
export function isoTime(milliseconds: number): string | undefined {
	const date = new Date(Number.isFinite(milliseconds) ? milliseconds : NaN);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
