import type { Json } from './json';

export type { Json } from './json';
export type { Receipt, RoomEvent, StateMap } from './room';

export interface Stored {
	content: Json;
	/** Its position in the stream of account data. */
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
	/** Account data and tags by room, then by type; tags are under `m.tag`. */
	roomData: Map<string, Map<string, Stored>>;
	filters: Json[];
	presence?: { presence: string; message?: string; since: number };
}

export interface Session {
	token: string;
	user: User;
	device?: string;
	expires?: number;
	/** An application service may act as any user in its namespace. */
	service?: Service;
}

export interface Service {
	id: string;
	token: string;
	hsToken: string;
	sender: string;
	/** Local parts and aliases with this prefix are its own. */
	prefix: string;
	url?: string;
}

export interface Refresh {
	token: string;
	user: User;
	device: string;
	/** What it was exchanged for; using that invalidates it. */
	next?: { access: string; refresh: string };
	dead: boolean;
}

export interface Media {
	id: string;
	owner: string;
	name?: string;
	type?: string;
	bytes?: Buffer;
	unusedUntil: number;
}
