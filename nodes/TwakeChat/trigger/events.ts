import { isJoining } from '../api/sync';
import type { MatrixEvent } from '../api/types';

/** The events that a trigger can wait for. */
export type ChatEvent =
	| 'newMessage'
	| 'messageEdited'
	| 'messageDeleted'
	| 'reactionAdded'
	| 'memberJoined'
	| 'memberLeft'
	| 'invited';

/** What happened; undefined for events that nobody waits for, such as a member's new name. */
export function kindOf(event: MatrixEvent): ChatEvent | undefined {
	const { type, content } = event;
	if (type === 'm.room.message') {
		// A message deleted before it was read has no content any more.
		if (content.msgtype === undefined) return undefined;
		return content['m.relates_to']?.rel_type === 'm.replace' ? 'messageEdited' : 'newMessage';
	}
	if (type === 'm.room.redaction') return 'messageDeleted';
	if (type === 'm.reaction')
		return content['m.relates_to']?.key === undefined ? undefined : 'reactionAdded';
	if (isJoining(event)) return 'memberJoined';
	return isLeaving(event) ? 'memberLeft' : undefined;
}

/** Not when somebody refuses an invitation, is banned from outside, or may come back. */
function isLeaving({ type, content, unsigned }: MatrixEvent): boolean {
	const isGone = content.membership === 'leave' || content.membership === 'ban';
	const before = unsigned?.prev_content?.membership ?? 'join';
	return type === 'm.room.member' && isGone && before === 'join';
}

/** The ID of the message that was changed, emptied or reacted to. */
export function subjectOf({ type, redacts, content }: MatrixEvent): string | undefined {
	if (type !== 'm.room.redaction') return content['m.relates_to']?.event_id;
	return redacts ?? (content.redacts as string | undefined);
}

/**
 * Whether an edit or a deletion is one to people. The server also passes on edits of other people's
 * messages, and of edits, which no client shows (matrix.md §6 Edit); and reactions are taken back
 * as messages are. `subject`: what the event is about, if it can be read.
 */
export function isShown({ type, sender }: MatrixEvent, subject: MatrixEvent | undefined): boolean {
	if (type === 'm.room.redaction') return subject?.type !== 'm.reaction';
	const isEdit = subject?.content['m.relates_to']?.rel_type === 'm.replace';
	return subject?.sender === sender && !isEdit;
}
