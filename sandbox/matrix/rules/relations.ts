import { badRequest } from '../http/errors';
import type { Room } from '../state/room';
import type { State } from '../state/state';
import { relationOf } from '../state/relation';
import type { Json, RoomEvent } from '../state/types';

const MAX_KEY = 191;

/** Refuses invalid relations (matrix.md §6). */
export function checkRelation(
	state: State,
	room: Room,
	sender: string,
	type: string,
	content: Json,
): void {
	const relation = relationOf(content);
	if (!relation) return;
	const parent = state.events.get(relation.parent);
	if (!parent) throw badRequest("Can't send relation to unknown event");
	if (parent.room !== room) throw badRequest('Relations must be in the same room');
	if (relation.type === 'm.annotation') {
		if (relation.key === undefined) throw badRequest('Missing aggregation key');
		if (relation.key.length > MAX_KEY) throw badRequest('Aggregation key is too long');
		const same = childrenOf(room, parent.id, 'm.annotation', type).some(
			(event) => event.sender === sender && relationOf(event.content)?.key === relation.key,
		);
		if (same) throw badRequest("Can't send same reaction twice", 'M_DUPLICATE_ANNOTATION');
	}
	if (relation.type === 'm.thread' && relationOf(parent.content))
		throw badRequest('Cannot start threads from an event with a relation');
}

/** Events that relate to one, in the order sent; redacted ones no longer count. */
export function childrenOf(
	room: Room,
	parent: string,
	relType?: string,
	type?: string,
): RoomEvent[] {
	return room.childrenOf(parent).filter((event) => {
		if (event.redactedBy || (type !== undefined && event.type !== type)) return false;
		return relType === undefined || relationOf(event.content)?.type === relType;
	});
}

/** The newest valid edit: by the same sender, of the same type (matrix.md §6). */
export function editOf(event: RoomEvent): RoomEvent | undefined {
	if (event.stateKey !== undefined || relationOf(event.content)?.type === 'm.replace')
		return undefined;
	const edits = childrenOf(event.room, event.id, 'm.replace', event.type).filter(
		(edit) => edit.sender === event.sender && edit.stateKey === undefined,
	);
	return edits.reduce<RoomEvent | undefined>(
		(newest, edit) => (newest && newest.ts > edit.ts ? newest : edit),
		undefined,
	);
}
