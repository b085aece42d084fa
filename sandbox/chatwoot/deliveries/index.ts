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
	/** Pause between attempts to reach a bot, in ms; default 3000. */
	retryDelay?: number;
	/**
	 * What the background jobs wait for on a busy server. Receivers are looked up and bodies are built
	 * when the job runs (chatwoot.md §10).
	 */
	behind?: Promise<void>;
}

/** Concurrent deliveries; the others wait, in no fixed order (chatwoot.md §16). */
const WORKERS = 10;

/** Attempts for a bot that answers 429 or 500; everybody else gets one (chatwoot.md [730-733]). */
const BOT_ATTEMPTS = 3;

/** Sends what happens in a state to its receivers, until it is stopped. */
export class Deliveries {
	private readonly stopped = new AbortController();
	private readonly waiting: Array<() => Promise<void>> = [];
	private working = 0;
	/** In flight, waiting or due for another attempt. */
	private open = 0;
	private listeners: Array<() => void> = [];

	constructor(
		private readonly state: State,
		private readonly options: DeliveryOptions,
	) {
		listenTo(
			state,
			(targets, body) => this.send(targets, body),
			(job) => state.jobs.push(() => this.begin(job)),
		);
	}

	private begin(job: () => void): void {
		const { behind } = this.options;
		if (!behind) return job();
		this.open++;
		void behind.then(() => {
			if (!this.stopped.signal.aborted) job();
			this.close();
		});
	}

	stop(): void {
		this.stopped.abort();
	}

	/** Waits until nothing is in flight any more, including the consequences of failures. */
	async delivered(): Promise<void> {
		if (this.open > 0) await new Promise<void>((resolve) => this.listeners.push(resolve));
	}

	/**
	 * Each target gets an id of its own; the body is the same for all but bots
	 * (chatwoot.md [650, 684]).
	 */
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
			this.open++;
			// a job of its own: the answer to the request may come before or after it
			setImmediate(() => this.queue(target, letter, 1));
		}
	}

	private queue(target: Target, letter: Letter, attempt: number): void {
		this.waiting.push(async () => await this.attempt(target, letter, attempt));
		void this.work();
	}

	private async work(): Promise<void> {
		if (this.working >= WORKERS) return;
		this.working++;
		for (let job = this.waiting.shift(); job; job = this.waiting.shift()) await job();
		this.working--;
	}

	private async attempt(target: Target, letter: Letter, attempt: number): Promise<void> {
		const { timeout = 5000, retryDelay = 3000 } = this.options;
		const { signal } = this.stopped;
		const isStopped = () => signal.aborted;
		if (isStopped()) return this.close();
		const { status, error } = await post(letter, timeout, signal);
		if (error === undefined || isStopped()) return this.close();
		const attempts = target.kind === 'bot' && this.state.release.signs ? BOT_ATTEMPTS : 1;
		if (attempt < attempts && (status === 429 || status === 500)) {
			// no worker waits for the next attempt
			void sleep(retryDelay).then(() => this.queue(target, letter, attempt + 1));
			return;
		}
		afterFailure(this.state, target, error);
		this.close();
	}

	private close(): void {
		if (--this.open > 0) return;
		for (const listener of this.listeners.splice(0)) listener();
	}
}
