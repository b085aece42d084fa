import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { State } from '../state/state';
import { listenTo } from './events';
import { afterFailure } from './failures';
import { railsJson } from './json';
import { post } from './post';
import type { Presence } from './payloads';
import type { Letter } from './post';
import type { Target } from './targets';

export interface DeliveryOptions {
	/** How long a receiver may take, in ms; default 5000. */
	timeout?: number;
	/** Between the attempts at a bot, in ms; default 3000. */
	retryDelay?: number;
}

/** Attempts at a bot that answers 429 or 500; all others get one [730-733]. */
const BOT_ATTEMPTS = 3;

/** Sends what happens in a state to its receivers, until it is stopped. */
export class Deliveries {
	private readonly stopped = new AbortController();

	constructor(
		private readonly state: State,
		private readonly options: DeliveryOptions,
	) {
		listenTo(state, (targets, body) => this.send(targets, body));
	}

	stop(): void {
		this.stopped.abort();
	}

	/** Each target gets an id of its own; the body is the same for all but bots [650, 684]. */
	send(targets: Target[], body: (presence: Presence) => object): void {
		for (const target of targets) {
			const raw = railsJson(body(target.kind === 'bot' ? 'offline' : null));
			const { signs } = this.state.release;
			const isSigned = signs && target.kind !== 'unsigned';
			const letter = {
				url: target.url,
				raw,
				...(isSigned && { id: randomUUID(), secret: target.secret }),
			};
			// a job of its own: the answer to the request may come before or after it
			setImmediate(() => void this.deliver(target, letter));
		}
	}

	private async deliver(target: Target, letter: Letter): Promise<void> {
		const { timeout = 5000, retryDelay = 3000 } = this.options;
		const { signal } = this.stopped;
		const attempts = target.kind === 'bot' && this.state.release.signs ? BOT_ATTEMPTS : 1;
		for (let attempt = 1; !signal.aborted; attempt++) {
			const { status, error } = await post(letter, timeout, signal);
			if (error === undefined || signal.aborted) return;
			const again = attempt < attempts && (status === 429 || status === 500);
			if (!again) return afterFailure(this.state, target, error);
			await sleep(retryDelay);
		}
	}
}
