import type { ServerResponse } from 'node:http';
import { Watch } from './automation';
import type { N8n } from './automation';
import { shownIn } from './shown';
import type { Servers } from './shown';

/** How often the servers are looked at while somebody watches, in milliseconds. */
const EVERY = 150;
const EVERY_OF_N8N = 600;

/**
 * What there is to see, sent whole to every open page whenever it differs from what was sent last.
 * The stores are compared, not their events: nothing that changes a server can be missed.
 */
export class Feed {
	private readonly watchers = new Set<ServerResponse>();
	private readonly watch?: Watch;
	private timers: NodeJS.Timeout[] = [];
	private last = '';

	constructor(
		private readonly servers: Servers,
		n8n?: N8n,
	) {
		this.watch = n8n && new Watch(n8n);
	}

	add(response: ServerResponse): void {
		response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
		response.on('close', () => this.remove(response));
		this.watchers.add(response);
		if (this.watchers.size === 1) this.start();
		response.write(`data: ${this.now()}\n\n`);
	}

	close(): void {
		for (const watcher of this.watchers) watcher.end();
		this.stop();
	}

	private remove(response: ServerResponse): void {
		this.watchers.delete(response);
		if (this.watchers.size === 0) this.stop();
	}

	private start(): void {
		void this.watch?.look();
		this.timers = [
			setInterval(() => this.send(), EVERY),
			setInterval(() => void this.watch?.look(), EVERY_OF_N8N),
		];
	}

	private stop(): void {
		this.timers.forEach(clearInterval);
		this.timers = [];
	}

	private send(): void {
		const now = this.now();
		if (now === this.last) return;
		this.last = now;
		for (const watcher of this.watchers) watcher.write(`data: ${now}\n\n`);
	}

	private now(): string {
		return JSON.stringify({ ...shownIn(this.servers), n8n: this.watch?.shown });
	}
}
