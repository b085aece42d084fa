import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import type { Installation } from '../install';
import { crash, stop } from '../processes';
import { answers, launch, ready } from '../server';
import type { Launch } from '../server';

/** How long a process may take to answer what it was asked, before it is told to end. */
const PATIENCE_MS = 60_000;
/** A delivery is answered before n8n has stored the run that it starts; n8n ends without waiting for that (n8n.md §5). */
const DRAIN_MS = 5000;

/** One process of n8n in queue mode. It can be ended and started again, on the same port. */
export class Member {
	/** Whether it takes requests. */
	isReady = false;
	/** Requests that it was given and has not answered. */
	open = 0;
	private child?: ChildProcess;

	constructor(
		/** For the log: "worker 2". */
		readonly name: string,
		private readonly installation: Installation,
		private readonly options: Launch,
	) {}

	get port(): number {
		return this.options.port;
	}

	/** The file with what it says. */
	get log(): string {
		return this.options.log;
	}

	/** Starts it, with more settings than before, and waits until it is ready. */
	async start(environment: NodeJS.ProcessEnv = {}): Promise<void> {
		Object.assign(this.options.environment!, environment);
		const { log, command } = this.options;
		this.child = await launch(this.installation, this.options);
		const url = `http://127.0.0.1:${this.port}`;
		const isReady = command === 'start' ? answers : isHealthy;
		await ready(this.child, log, async () => await isReady(url));
		this.isReady = true;
	}

	/** Ends it as an update does: it gets no new requests and may finish what it runs. */
	async stop(): Promise<void> {
		this.isReady = false;
		const deadline = Date.now() + PATIENCE_MS;
		while (this.open > 0 && Date.now() < deadline) await sleep(100);
		await sleep(DRAIN_MS);
		if (this.child) await stop(this.child);
	}

	/** Ends it as a crash does. */
	async crash(): Promise<void> {
		this.isReady = false;
		if (this.child) await crash(this.child);
	}
}

async function isHealthy(url: string): Promise<boolean> {
	try {
		const { statusCode, body } = await request(`${url}/healthz/readiness`, {
			headersTimeout: 2000,
		});
		await body.dump();
		return statusCode === 200;
	} catch {
		return false;
	}
}
