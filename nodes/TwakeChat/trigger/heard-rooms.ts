import type { RoomsApi } from '../api/rooms';
import type { MatrixEvent } from '../api/types';
import { patiently } from './patience';
import type { Asker } from './patience';

/** What a user chose, as IDs; all rooms count when both are empty. */
export interface ChosenRooms {
	rooms: string[];
	spaces: string[];
}

/** The rooms that a trigger hears: those chosen, and those that the chosen spaces have now. */
export class HeardRooms {
	private wanted = new Set<string>();
	/** Rooms that were in no chosen space when those were read. */
	private others = new Set<string>();
	private isOld = false;

	private constructor(
		private readonly chosen: ChosenRooms,
		private readonly api: RoomsApi,
	) {}

	/** Throws when a chosen space cannot be read. */
	static async of(chosen: ChosenRooms, api: RoomsApi): Promise<HeardRooms> {
		const heard = new HeardRooms(chosen, api);
		await heard.read();
		return heard;
	}

	async has(room: string, asker: Asker): Promise<boolean> {
		const { rooms, spaces } = this.chosen;
		if (rooms.length + spaces.length === 0) return true;
		const isNew = !this.wanted.has(room) && !this.others.has(room);
		if (spaces.length > 0 && (this.isOld || isNew)) {
			// An event must not get lost because the server is away for a moment.
			await patiently(async () => await this.read(), asker);
		}
		if (!this.wanted.has(room)) this.others.add(room);
		return this.wanted.has(room);
	}

	/** A room that came into a space, or went out of it, makes all that is known old. */
	notice({ type }: MatrixEvent): void {
		if (type === 'm.space.child') this.isOld = true;
	}

	private async read(): Promise<void> {
		const { rooms, spaces } = this.chosen;
		const wanted = new Set(rooms);
		for (const space of spaces) {
			for await (const { room_id: id } of this.api.inSpace(space)) wanted.add(id);
		}
		this.wanted = wanted;
		this.others.clear();
		this.isOld = false;
	}
}
