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
	const isGone = content.membership === 'leave' || content.membership === 'ban';
	return type === 'm.room.member' && isGone ? 'memberLeft' : undefined;
}
