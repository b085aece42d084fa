import { SharedTurns } from '../../../shared/turns';
import { linkTo } from '../../api/ids';
import { message } from '../kinds/message';
import type { Operation } from '../operation/context';
import { operation } from '../operation/operation';
import type { OperationWords } from '../../../shared/operation';
import { existingMessage } from '../sending/existing';

/** The list is replaced as a whole, without compare-and-set (matrix.md [224]). */
const turns = new SharedTurns();

const PINS = 'm.room.pinned_events';

/** An operation that pins or unpins a message. */
export function pinning(isPinned: boolean, words: OperationWords): Operation {
	return operation({
		...words,
		on: message,
		async act(call) {
			const { chat, place } = call;
			const { room } = place;
			// The server would pin anything, even what does not exist.
			const id = isPinned ? (await existingMessage(call, place)).event_id : place.message;
			await turns.take(`${chat.requester.baseUrl} ${room}`, chat, async () => {
				// Whoever may pin can write anything there.
				const before = (await chat.rooms.contentIfAny(room, PINS, 'pinned'))?.pinned;
				const pins: unknown[] = Array.isArray(before) ? before : [];
				if (pins.includes(id) === isPinned) return;
				const pinned = isPinned ? [...pins, id] : pins.filter((pin) => pin !== id);
				await chat.rooms.setState(room, PINS, { pinned });
			});
			return { id, room_id: room, pinned: isPinned, url: linkTo(room, id) };
		},
	});
}
