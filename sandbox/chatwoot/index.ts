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
	/** Limits of requests per window; default: those of the real server. */
	limits?: Partial<Limits>;
	/** Milliseconds before each answer. */
	latency?: number;
	/** Milliseconds from the checks of a request to what it writes; default: 5. */
	transaction?: number;
	/** The release whose webhooks and deliveries it has; default: 4.15.1. */
	version?: Version;
	/** Times of deliveries; default: those of the real server. */
	deliveries?: DeliveryOptions;
}

export interface ChatwootSandbox {
	url: string;
	/** The state as it is now; a seed replaces it. */
	readonly state: State;
	/** The last 10,000 requests, oldest first. Files in `body` are `Upload`s. */
	requests: LoggedRequest[];
	/** Exceptions that are mistakes of the sandbox, not answers of the server. */
	mistakes: unknown[];
	/** Replaces all state by a world. */
	seed(world: World): void;
	/** Waits until all that happened has been delivered, or has failed for good. */
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
