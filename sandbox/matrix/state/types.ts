import type { Room } from './room';

export type Json = Record<string, unknown>;

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
	/** Its place among all events of the server. */
	stream: number;
	/** Its place in the room. */
	depth: number;
	redacts?: string;
	/** The state event that it takes the place of. */
	replaces?: RoomEvent;
	/** The device that sent it, and under which key. */
	sentBy?: { device: string | undefined; key?: string };
	redactedBy?: RoomEvent;
	before: StateMap;
	after: StateMap;
}

export interface Stored {
	content: Json;
	/** Its place in the stream of account data. */
	at: number;
}

export interface Device {
	id: string;
	name?: string;
	lastSeen?: number;
}

export type Standing = 'active' | 'locked' | 'suspended' | 'deactivated';

export interface User {
	id: string;
	displayname: string | null;
	avatarUrl: string | null;
	profile: Json;
	password?: string;
	isGuest: boolean;
	standing: Standing;
	devices: Map<string, Device>;
	accountData: Map<string, Stored>;
	/** Account data and tags by room, then by type; tags stand under `m.tag`. */
	roomData: Map<string, Map<string, Stored>>;
	filters: Json[];
	presence?: { presence: string; message?: string; since: number };
}

export interface Session {
	token: string;
	user: User;
	device?: string;
	expires?: number;
	/** An application service may act as any user of its name space. */
	service?: Service;
}

export interface Service {
	id: string;
	token: string;
	hsToken: string;
	sender: string;
	/** Local parts and aliases that begin so are its own. */
	prefix: string;
	url?: string;
}

export interface Refresh {
	token: string;
	user: User;
	device: string;
	/** What it was exchanged for; once that was used it is of no use any more. */
	next?: { access: string; refresh: string };
	dead: boolean;
}

export interface Receipt {
	user: string;
	kind: string;
	event: string;
	thread?: string;
	ts: number;
	at: number;
}

export interface Media {
	id: string;
	owner: string;
	name?: string;
	type?: string;
	bytes?: Buffer;
	unusedUntil: number;
}
