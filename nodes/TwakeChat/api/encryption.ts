import type { IDataObject } from 'n8n-workflow';
import { objectWith } from '../../shared/answers';
import type { Answer } from '../../shared/answers';
import { isObject } from '../../shared/json';
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

	/**
	 * The event as a whole, because its content may be empty (matrix.md §5 Encrypted rooms), as an
	 * answer of something else may be.
	 */
	private async ask(room: string): Promise<boolean> {
		const type = 'm.room.encryption';
		return (await this.rooms.stateIfAny(room, [type], whole, { format: 'event' })) !== undefined;
	}
}

/** An event; its content from a server that does not know the format. */
const whole: Answer<IDataObject> = (body) =>
	objectWith<IDataObject>(isObject(body) && 'algorithm' in body ? 'algorithm' : 'event_id')(body);
