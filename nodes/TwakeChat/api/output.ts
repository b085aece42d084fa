import type { IDataObject } from 'n8n-workflow';
import { isObject, withoutUndefined } from '../../shared/json';
import { mentionedIn } from './content';
import { linkTo } from './ids';
import { keyOfThread } from './keyed-threads';
import { nameOf } from './joined-rooms';
import type { JoinedRoom } from './joined-rooms';
import type { ListedRoom } from './rooms';
import type { Content, MatrixEvent } from './types';
import type { FoundUser } from './users';

/** The first message of an event's thread; undefined outside of threads. */
export function threadOf({ content }: MatrixEvent): string | undefined {
	const relation = content['m.relates_to'];
	return relation?.rel_type === 'm.thread' ? relation.event_id : undefined;
}

/** The message that this one answers; in a thread only an explicit reply counts. */
export function repliedTo({ content }: MatrixEvent): string | undefined {
	const relation = content['m.relates_to'];
	if (relation?.is_falling_back === true) return undefined;
	return relation?.['m.in_reply_to']?.event_id;
}

/** The content of a message after its last edit (matrix.md §6 Edit). */
export function currentContent({ content, unsigned }: MatrixEvent): Content {
	const edit = unsigned?.['m.relations']?.['m.replace'];
	return edit ? newContent(edit, content) : content;
}

/** What an edit says. Older servers only tell that there is one, and anybody can write anything in it. */
export function newContent(edit: Pick<MatrixEvent, 'content'>, otherwise: Content): Content {
	const changed: unknown = (edit.content as Content | undefined)?.['m.new_content'];
	return isObject(changed) ? changed : otherwise;
}

/**
 * A message in the form that the next node wants. `room`: for events of /sync, which do not name
 * theirs.
 */
export function messageOutput(event: MatrixEvent, room = event.room_id ?? ''): IDataObject {
	const { event_id: id, sender, unsigned, type } = event;
	const content = currentContent(event);
	const thread = threadOf(event);
	const isDeleted = unsigned?.redacted_because !== undefined;
	return withoutUndefined({
		id,
		room_id: room,
		// Where a threaded answer goes: for a message outside of threads it begins one.
		thread_id: thread ?? id,
		in_thread: thread !== undefined,
		reply_to: repliedTo(event),
		kind: content.msgtype ?? type,
		text: withoutQuotation(event, textOf(content)),
		html: content.format === 'org.matrix.custom.html' ? content.formatted_body : undefined,
		user_id: sender,
		created_at: isoTime(event.origin_server_ts),
		mentions: mentionedIn(content),
		mentions_room: content['m.mentions']?.room,
		file: fileOf(content),
		edited: unsigned?.['m.relations']?.['m.replace'] ? true : undefined,
		deleted: isDeleted ? true : undefined,
		encrypted: type === 'm.room.encrypted' ? true : undefined,
		url: linkTo(room, id),
	});
}

/** Old clients put a quotation in front of a reply (the specification). */
export function withoutQuotation(event: MatrixEvent, text: string): string {
	return repliedTo(event) === undefined ? text : text.replace(/^(> .*\n)+\n/, '');
}

/** For a file, its caption: without one, the body is the file's name. */
function textOf({ body, filename, url }: Content): string {
	const text = typeof body === 'string' ? body : '';
	return url !== undefined && (filename === undefined || filename === text) ? '' : text;
}

export function fileOf({ url, filename, body, info }: Content): IDataObject | undefined {
	if (typeof url !== 'string') return undefined;
	const { mimetype, size } = info ?? {};
	return withoutUndefined({ id: url, name: filename ?? body, mime_type: mimetype, size });
}

/** A thread: its first message, and what is known about the others. */
export function threadOutput(event: MatrixEvent): IDataObject {
	const thread = event.unsigned?.['m.relations']?.['m.thread'];
	const last = thread?.latest_event;
	return {
		...messageOutput(event),
		...withoutUndefined({ thread_key: keyOfThread(event) }),
		replies: thread?.count ?? 0,
		last_activity: isoTime((last ?? event).origin_server_ts),
		...(last && { last_reply: messageOutput(last, event.room_id) }),
	};
}

export function roomOutput(room: JoinedRoom): IDataObject {
	const { id, topic, alias, avatar, isSpace, isEncrypted, members, invited, replacement } = room;
	return withoutUndefined({
		id,
		name: nameOf(room),
		topic,
		alias,
		avatar_url: avatar,
		type: isSpace ? 'space' : 'room',
		encrypted: isEncrypted,
		members,
		invited,
		replaced_by: replacement,
		url: linkTo(alias ?? id),
	});
}

export function listedRoomOutput(room: ListedRoom): IDataObject {
	const { room_id: id, name, topic, canonical_alias: alias, avatar_url } = room;
	return withoutUndefined({
		id,
		name: name ?? alias ?? id,
		topic,
		alias,
		avatar_url,
		type: room.room_type === 'm.space' ? 'space' : 'room',
		members: room.num_joined_members,
		join_rule: room.join_rule,
		url: linkTo(alias ?? id),
	});
}

export function memberOutput({ state_key: id, content }: MatrixEvent): IDataObject {
	const { displayname, avatar_url, membership, reason } = content;
	return withoutUndefined({ id, name: displayname ?? id, avatar_url, membership, reason });
}

export function userOutput({ user_id: id, display_name, avatar_url }: FoundUser): IDataObject {
	return withoutUndefined({ id, name: display_name ?? id, avatar_url: avatar_url ?? undefined });
}

/** The server's milliseconds as ISO 8601; undefined when there are none. */
export function isoTime(milliseconds: number): string | undefined {
	const date = new Date(Number.isFinite(milliseconds) ? milliseconds : NaN);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
