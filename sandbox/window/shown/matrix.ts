import { demoIds } from '../../matrix';
import type { State } from '../../matrix';
import type { RoomEvent } from '../../matrix/state/types';
import { asText } from './json';
import type { Line, Room } from './types';

const LINES = 60;

/** The room Support of the demo world, as its members see it. */
export function shownInMatrix(state: State): Room {
	const room = state.rooms.get(demoIds.support);
	const said = (room?.events ?? []).filter((event) => isShown(event)).slice(-LINES);
	return {
		name: asText(room?.content('m.room.name')?.name) || 'Room',
		colleague: nameOf(state, demoIds.alice),
		lines: said.map((event): Line => {
			const { id, sender, content, ts } = event;
			const by = sender === demoIds.bot ? 'bot' : 'agent';
			const text = asText(content.body) || asText(content.name);
			return { id, author: nameOf(state, sender), by, text, at: ts, files: [] };
		}),
	};
}

/** Messages and polls; an edit is seen in what it edits, which is left to the real clients. */
function isShown({ type, content, redactedBy }: RoomEvent): boolean {
	return type === 'm.room.message' && !redactedBy && !('m.new_content' in content);
}

function nameOf({ users }: State, id: string): string {
	return users.get(id)?.displayname ?? id;
}
