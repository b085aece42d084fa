import { relationOf } from './relation';
import type { Json } from './json';

/** State of a room: an event by type and state key, see `stateKeyOf`. */
export type StateMap = ReadonlyMap<string, RoomEvent>;

export interface RoomEvent {
	id: string;
	room: Room;
	type: string;
	sender: string;
	/** Only state events have one. */
	stateKey?: string;
	content: Json;
	ts: number;
	/** Its position among all events of the server. */
	stream: number;
	/** Its position in the room. */
	depth: number;
	redacts?: string;
	/** The state event that it replaces. */
	replaces?: RoomEvent;
	/** The device that sent it, and its transaction ID. */
	sentBy?: { device: string | undefined; key?: string };
	redactedBy?: RoomEvent;
	before: StateMap;
	after: StateMap;
}

export interface Receipt {
	user: string;
	kind: string;
	event: string;
	thread?: string;
	ts: number;
	at: number;
}

export function stateKeyOf(type: string, key = ''): string {
	return `${type}\u0000${key}`;
}

export class Room {
	readonly events: RoomEvent[] = [];
	private readonly byId = new Map<string, RoomEvent>();
	private readonly children = new Map<string, RoomEvent[]>();
	state: StateMap = new Map();
	/** Listed in the room directory. */
	isPublished = false;
	readonly forgottenBy = new Set<string>();
	/** Until when somebody is typing, and since when that is known. */
	readonly typing = new Map<string, number>();
	typingAt = 0;
	readonly receipts: Receipt[] = [];

	constructor(
		readonly id: string,
		readonly version: string,
		readonly creator: string,
	) {}

	stateEvent(type: string, key = '', state: StateMap = this.state): RoomEvent | undefined {
		return state.get(stateKeyOf(type, key));
	}

	content(type: string, key = '', state: StateMap = this.state): Json | undefined {
		return this.stateEvent(type, key, state)?.content;
	}

	membership(user: string, state: StateMap = this.state): string | undefined {
		const membership = this.content('m.room.member', user, state)?.membership;
		return typeof membership === 'string' ? membership : undefined;
	}

	members(...memberships: string[]): RoomEvent[] {
		return membersOf(this.state, ...memberships);
	}

	/** Since version 12 the creator has power over everything (matrix.md §4). */
	get hasCreatorPower(): boolean {
		return Number(this.version) >= 12;
	}

	/** The state after everything up to a position in the stream. */
	stateAt(stream: number): StateMap {
		const last = this.events.findLast((event) => event.stream <= stream);
		return last?.after ?? new Map<string, RoomEvent>();
	}

	find(id: string): RoomEvent | undefined {
		return this.byId.get(id);
	}

	/** Appends an event. */
	add(event: RoomEvent): void {
		this.events.push(event);
		this.byId.set(event.id, event);
		const parent = relationOf(event.content)?.parent;
		if (parent !== undefined) this.children.set(parent, [...this.childrenOf(parent), event]);
	}

	/** What names an event as the one that it belongs to, in the order sent. */
	childrenOf(id: string): RoomEvent[] {
		return this.children.get(id) ?? [];
	}
}

export function membersOf(state: StateMap, ...memberships: string[]): RoomEvent[] {
	return [...state.values()].filter(
		(event) =>
			event.type === 'm.room.member' && memberships.includes(String(event.content.membership)),
	);
}
