import { EventEmitter } from 'node:events';
import { capitals, localpartOf, newRefreshToken, newToken } from './ids';
import type { Room } from './room';
import type {
	Device,
	Json,
	Media,
	Refresh,
	RoomEvent,
	Service,
	Session,
	Stored,
	User,
} from './types';

/** How far each stream has come: what a sync token is made of. */
export interface Positions {
	room: number;
	typing: number;
	receipt: number;
	account: number;
	device: number;
}

/** How much of a room a client has got by the newer sync. */
export interface SentRoom {
	/** The position in the stream up to which it was sent. */
	until: number;
	/** Whether the user was in it, not only invited. */
	isIn: boolean;
	/** How many events were shown at most. */
	limit: number;
	/** Members that were sent because they wrote. */
	members: ReadonlySet<string>;
}

export interface DeviceChange {
	user: string;
	at: number;
}

/** Everything a server knows. */
export class State {
	readonly users = new Map<string, User>();
	readonly sessions = new Map<string, Session>();
	readonly refreshes = new Map<string, Refresh>();
	readonly loginTokens = new Map<string, { user: string; until: number }>();
	readonly rooms = new Map<string, Room>();
	readonly events = new Map<string, RoomEvent>();
	/** In stream order. */
	readonly stream: RoomEvent[] = [];
	readonly aliases = new Map<string, { room: string; creator: string }>();
	readonly media = new Map<string, Media>();
	readonly services: Service[] = [];
	readonly deviceChanges: DeviceChange[] = [];
	/** Event IDs by room, user, device and transaction ID, with the time (matrix.md §5). */
	readonly keys = new Map<string, { event: string; at: number }>();
	/** Answered requests in memory: lost on a restart (matrix.md [170]). */
	readonly answered = new Map<string, Promise<Json>>();
	/** What was sent by the newer sync, by connection and its position. */
	readonly connections = new Map<string, Map<number, ReadonlyMap<string, SentRoom>>>();
	readonly positions: Positions = { room: 1, typing: 1, receipt: 1, account: 1, device: 1 };
	/** Wakes waiting syncs. */
	readonly news = new EventEmitter().setMaxListeners(0);
	/** Other listeners to every event. */
	onEvent?: (event: RoomEvent) => void;
	/** The current time; a replay stops it where limits count seconds. */
	clock: () => number = Date.now;
	/** Added to the clock, for what happens after a day. */
	clockShift = 0;

	constructor(readonly name: string) {}

	now(): number {
		return this.clock() + this.clockShift;
	}

	advance(stream: keyof Positions): number {
		const at = ++this.positions[stream];
		this.announce();
		return at;
	}

	announce(): void {
		setImmediate(() => this.news.emit('news'));
	}

	addUser(id: string, more: Partial<User> = {}): User {
		const user: User = {
			id,
			displayname: localpartOf(id),
			avatarUrl: null,
			profile: {},
			isGuest: false,
			standing: 'active',
			devices: new Map(),
			accountData: new Map(),
			roomData: new Map(),
			filters: [],
			...more,
		};
		this.users.set(id, user);
		return user;
	}

	/** Logs a user in. */
	open(
		user: User,
		device: string = capitals(10),
		{ name, token, ms }: { name?: string; token?: string; ms?: number } = {},
	): Session {
		const known: Device | undefined = user.devices.get(device);
		if (!known) {
			user.devices.set(device, { id: device, name });
			this.devicesChanged(user.id);
		}
		const session: Session = {
			token: token ?? newToken(localpartOf(user.id)),
			user,
			device,
			...(ms !== undefined && { expires: this.now() + ms }),
		};
		this.sessions.set(session.token, session);
		return session;
	}

	addRefresh(user: User, device: string): Refresh {
		const refresh: Refresh = {
			token: newRefreshToken(localpartOf(user.id)),
			user,
			device,
			dead: false,
		};
		this.refreshes.set(refresh.token, refresh);
		return refresh;
	}

	/** Logs out: removes the device, its tokens and its transaction IDs (matrix.md [103, 170]). */
	removeDevice(user: User, device: string): void {
		user.devices.delete(device);
		for (const [token, session] of this.sessions)
			if (session.user === user && session.device === device) this.sessions.delete(token);
		for (const [token, refresh] of this.refreshes)
			if (refresh.user === user && refresh.device === device) this.refreshes.delete(token);
		for (const key of this.keys.keys())
			if (key.includes(`\u0000${user.id}\u0000${device}\u0000`)) this.keys.delete(key);
		this.devicesChanged(user.id);
	}

	devicesChanged(user: string): void {
		this.deviceChanges.push({ user, at: this.advance('device') });
	}

	store(into: Map<string, Stored>, type: string, content: Json): void {
		into.set(type, { content, at: this.advance('account') });
	}

	roomData(user: User, room: string): Map<string, Stored> {
		const data = user.roomData.get(room) ?? new Map<string, Stored>();
		user.roomData.set(room, data);
		return data;
	}

	joinedRooms(user: string): Room[] {
		return [...this.rooms.values()].filter((room) => room.membership(user) === 'join');
	}
}
