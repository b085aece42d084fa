import type { Limits } from './http/throttle';
import { LIMITS, Throttle } from './http/throttle';
import type { DeliveryOptions } from './deliveries';
import type { LoggedRequest, Server } from './server';
import { build, seedServer } from './server';
import { demoWorld } from './demo-world';
import type { Version } from './state/release';
import { releaseOf } from './state/release';
import type { World } from './state/seed';
import { State } from './state/state';

export { demoWorld } from './demo-world';
export type { World } from './state/seed';
export type { State } from './state/state';
export type { LoggedRequest } from './server';
export { Upload } from './http/params';

export interface ChatwootOptions {
	port?: number;
	host?: '127.0.0.1';
	/** The state to start with; default: the demo world. */
	world?: World;
	/** Request limits per window; default: the real server's. */
	limits?: Partial<Limits>;
	/** Milliseconds before each answer. */
	latency?: number;
	/** Milliseconds between checking a request and writing its result; default: 5. */
	transaction?: number;
	/** The release whose webhooks and deliveries it imitates; default: 4.15.1. */
	version?: Version;
	/** Delivery timing; default: the real server's. */
	deliveries?: DeliveryOptions;
}

export interface ChatwootSandbox {
	url: string;
	/** The state as it is now; a seed replaces it. */
	readonly state: State;
	/** The last 10,000 requests, oldest first. Files in `body` are `Upload`s. */
	requests: LoggedRequest[];
	/** Exceptions that are bugs in the sandbox, not answers of the server. */
	mistakes: unknown[];
	/** Replaces all state with a world. */
	seed(world: World): void;
	/** Waits until everything has been delivered or has finally failed. */
	delivered(): Promise<void>;
	close(): Promise<void>;
}

/** Starts a Chatwoot in memory on the loopback address. Port 0 (default) takes a free one. */
export async function startChatwoot(options: ChatwootOptions = {}): Promise<ChatwootSandbox> {
	const server: Server = {
		state: new State(''),
		url: '',
		release: releaseOf(options.version ?? '4.15.1'),
		deliveryOptions: options.deliveries ?? {},
		latency: options.latency ?? 0,
		transaction: options.transaction ?? 5,
		requests: [],
		mistakes: [],
		throttle: new Throttle({ ...LIMITS, ...options.limits }),
	};
	const app = build(server);
	server.url = await app.listen({ port: options.port ?? 0, host: '127.0.0.1' });
	const seed = (world: World) => seedServer(server, world);
	seed(options.world ?? demoWorld);
	return {
		url: server.url,
		get state() {
			return server.state;
		},
		requests: server.requests,
		mistakes: server.mistakes,
		seed,
		delivered: async () => await server.deliveries?.delivered(),
		close: async () => {
			server.deliveries?.stop();
			await app.close();
		},
	};
}
