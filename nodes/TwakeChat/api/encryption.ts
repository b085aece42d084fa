import type { IDataObject } from 'n8n-workflow';
import { Once } from './once';
import type { RoomsApi } from './rooms';

/**
 * Which rooms are encrypted. The server accepts plain messages for them all the same, and shows
 * them (matrix.md §5 Encrypted rooms).
 */
export class Encryption {
	private readonly known = new Once<IDataObject | undefined>();

	constructor(private readonly rooms: RoomsApi) {}

	/** Any such event counts, whatever it contains. */
	async isOn(room: string): Promise<boolean> {
		const ask = async () => await this.rooms.contentIfAny(room, 'm.room.encryption', 'algorithm');
		return (await this.known.of(room, ask)) !== undefined;
	}
}
