import { Once } from './once';
import type { RoomsApi } from './rooms';

/**
 * Which rooms are encrypted. The server accepts plain messages for them all the same, and shows
 * them (matrix.md §5 Encrypted rooms).
 */
export class Encryption {
	private readonly known = new Once<boolean>(
		async (room) =>
			(await this.rooms.contentIfAny(room, 'm.room.encryption', 'algorithm')) !== undefined,
	);

	constructor(private readonly rooms: RoomsApi) {}

	/** Any such event counts, whatever it contains. */
	async isOn(room: string): Promise<boolean> {
		return await this.known.of(room);
	}
}
