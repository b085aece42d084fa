import { setTimeout as sleep } from 'node:timers/promises';
import { localpartOf } from './state/ids';
import type { State } from './state/state';
import type { Json, RoomEvent, Service } from './state/types';
import { fullEvent, strippedEvent } from './views/event';
import { toldToInvited } from './views/invitation';

const FIRST_PAUSE_MS = 2000;

/** Tells application services what concerns them: in order, each event at least once (matrix.md §12). */
export class Transactions {
	private readonly queues: Queue[];

	constructor(state: State) {
		this.queues = state.services.map((service) => new Queue(state, service));
		state.onEvent = (event) => {
			for (const queue of this.queues) queue.add(event);
		};
	}

	stop(): void {
		for (const queue of this.queues) queue.stop();
	}
}

class Queue {
	private waiting: RoomEvent[] = [];
	private isRunning = false;
	private isStopped = false;
	private count = 0;

	constructor(
		private readonly state: State,
		private readonly service: Service,
	) {}

	stop(): void {
		this.isStopped = true;
	}

	add(event: RoomEvent): void {
		if (!this.service.url || !this.concerns(event)) return;
		this.waiting.push(event);
		if (!this.isRunning) void this.run();
	}

	/** Every event of a room with one of its users, or that changes one's membership. */
	private concerns({ room, type, stateKey, sender }: RoomEvent): boolean {
		const isOwn = (id: string) => localpartOf(id).startsWith(this.service.prefix);
		if (isOwn(sender) || (type === 'm.room.member' && isOwn(stateKey ?? ''))) return true;
		return room.members('join').some((member) => isOwn(member.stateKey ?? ''));
	}

	private async run(): Promise<void> {
		this.isRunning = true;
		await sleep(1);
		while (this.waiting.length) await this.deliver(++this.count, this.waiting.splice(0));
		this.isRunning = false;
	}

	/** Repeats the same transaction, after longer and longer pauses, until it is accepted. */
	private async deliver(number: number, events: RoomEvent[]): Promise<void> {
		for (let pause = FIRST_PAUSE_MS; !this.isStopped; pause *= 2) {
			if (await this.put(number, events)) return;
			await sleep(pause, undefined, { ref: false });
		}
	}

	private async put(number: number, events: RoomEvent[]): Promise<boolean> {
		const { url, hsToken } = this.service;
		const response = await fetch(`${url}/_matrix/app/v1/transactions/${number}`, {
			method: 'PUT',
			headers: {
				authorization: `Bearer ${hsToken}`,
				'content-type': 'application/json',
				'user-agent': 'Synapse/1.160.0',
			},
			body: JSON.stringify({ events: events.map((event) => this.show(event)) }),
		}).catch(() => undefined);
		return response?.ok ?? false;
	}

	private show(event: RoomEvent): Json {
		const user = this.state.users.get(`@${this.service.sender}:${this.state.name}`);
		if (!user) throw new Error(`${this.service.sender} has no account`);
		const session = { token: this.service.token, user, service: this.service };
		const view = { state: this.state, requester: { user, session }, withoutKeys: true };
		const shown = fullEvent(event, view);
		if (event.type !== 'm.room.member' || event.content.membership !== 'invite') return shown;
		const told = toldToInvited(event).map(strippedEvent);
		const unsigned = { ...(shown.unsigned as Json), invite_room_state: told };
		return { ...shown, unsigned, invite_room_state: told };
	}
}
