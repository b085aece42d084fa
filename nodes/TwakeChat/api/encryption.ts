import { bodyOf } from '../../shared/request';
import type { RoomsApi } from './rooms';

/**
 * Which rooms are encrypted. The server accepts plain messages for them all the same, and shows
 * them (matrix.md §5 Encrypted rooms).
 */
export class Encryption {
	private readonly known = new Map<string, Promise<boolean>>();

	constructor(private readonly rooms: RoomsApi) {}

	/** Requested once per room and execution. Any such event counts, whatever it contains. */
	async isOn(room: string): Promise<boolean> {
		const known = this.known.get(room) ?? this.ask(room);
		this.known.set(room, known);
		known.catch(() => this.known.delete(room));
		return await known;
	}

	private async ask(room: string): Promise<boolean> {
		const result = await this.rooms.state(room, 'm.room.encryption');
		if ('problem' in result && result.problem.reason === 'missing') return false;
		return Boolean(bodyOf(result));
	}
}
