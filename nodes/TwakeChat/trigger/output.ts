import type { IDataObject } from 'n8n-workflow';
import { withoutUndefined } from '../../shared/json';
import { linkTo } from '../api/ids';
import { isoTime, messageOutput, newContent } from '../api/output';
import type { MatrixEvent } from '../api/types';
import { subjectOf } from './events';
import type { ChatEvent } from './events';

/**
 * An event in the form that workflows want: what happened, where, who did it, and the IDs for the
 * next nodes.
 */
export function eventOutput(event: MatrixEvent, kind: ChatEvent, room: string): IDataObject {
	const { sender, content, state_key: person } = event;
	const about = { event: kind, room_id: room };
	const times = { user_id: sender, created_at: isoTime(event.origin_server_ts) };
	const relation = content['m.relates_to'];
	switch (kind) {
		case 'newMessage':
			return { ...about, ...messageOutput(event, room), ...forAgents(event, room) };
		case 'messageEdited': {
			const id = subjectOf(event) ?? '';
			const changed = { ...event, content: newContent(event, content) };
			// An edit does not say which thread it is in.
			const thread = { thread_id: undefined, in_thread: undefined };
			const edit = { id, edit_id: event.event_id, edited: true, url: linkTo(room, id) };
			return withoutUndefined({ ...about, ...messageOutput(changed, room), ...thread, ...edit });
		}
		case 'messageDeleted': {
			return withoutUndefined({
				...about,
				id: subjectOf(event),
				...times,
				reason: content.reason,
			});
		}
		case 'reactionAdded': {
			const id = subjectOf(event);
			const url = id === undefined ? undefined : linkTo(room, id);
			return withoutUndefined({
				...about,
				id,
				reaction: relation?.key,
				reaction_id: event.event_id,
				...times,
				url,
			});
		}
		default: {
			const { displayname: name, membership, reason } = content;
			return withoutUndefined({
				...about,
				...times,
				user_id: person,
				name,
				membership,
				by: sender,
				reason,
			});
		}
	}
}

/** The names by which n8n's AI nodes find what was said, and in which conversation. */
function forAgents(event: MatrixEvent, room: string): IDataObject {
	const { in_thread: inThread, thread_id: thread, text } = messageOutput(event, room);
	return { chatInput: text, sessionId: inThread ? `${room} ${String(thread)}` : room };
}

/** An invitation, from what the server shows of a room before one has joined (matrix.md [323]). */
export function invitationOutput(room: string, events: MatrixEvent[], me: string): IDataObject {
	const contentOf = (type: string) => events.find((event) => event.type === type)?.content;
	const own = ownMembership(events, me);
	return withoutUndefined({
		event: 'invited',
		room_id: room,
		room_name: contentOf('m.room.name')?.name,
		user_id: own?.sender,
		is_direct: own?.content.is_direct === true,
		encrypted: contentOf('m.room.encryption') === undefined ? undefined : true,
		reason: own?.content.reason,
		created_at: own && isoTime(own.origin_server_ts),
		url: linkTo(room),
	});
}

export function ownMembership(events: MatrixEvent[], me: string): MatrixEvent | undefined {
	return events.find(({ type, state_key: user }) => type === 'm.room.member' && user === me);
}
