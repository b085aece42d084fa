import type { AddressInfo } from 'node:net';
import { restart, seedServer, setStanding } from './control';
import { demoWorld } from './demo-world';
import type { Limited, Limits } from './http/limits';
import { Limiter } from './http/limits';
import type { LoggedRequest, Server } from './context';
import { build } from './server';
import type { Settings } from './settings';
import { SETTINGS } from './settings';
import type { World } from './state/seed';
import { State } from './state/state';
import type { Standing } from './state/types';

export { demoIds, demoWorld } from './demo-world';
export { DEFAULT_LIMITS } from './http/limits';
export type { LoggedRequest } from './context';
export type { Settings } from './settings';
export type { World } from './state/seed';
export type { State } from './state/state';

export interface MatrixOptions {
	/** 0, the default, picks a free one. */
	port?: number;
	/** The initial state: the demo world by default. */
	world?: World;
	/** Request and size limits and permissions; by default nothing is limited. */
	settings?: Partial<Settings>;
	/** Milliseconds before each answer. */
	latency?: number;
}

export interface MatrixSandbox {
	/** Base URL, without a slash at the end. */
	url: string;
	/** The state as it is now; a seed replaces it. */
	readonly state: State;
	readonly settings: Settings;
	/** The last 10,000 requests, oldest first. */
	requests: LoggedRequest[];
	/** Exceptions that are bugs in the sandbox, not answers of the server. */
	mistakes: unknown[];
	/** Replaces all state with a world. */
	seed(world: World, settings?: Partial<Settings>): void;
	/** As if the process restarted; waiting connections break. */
	restart(): void;
	/** Ends a token: for good, or until it is refreshed. */
	endToken(token: string, how: 'dead' | 'expired'): void;
	/** What an administrator does to an account. */
	setStanding(user: string, as: Standing): void;
	/** Limits for one user. */
	limit(user: string, limits: Partial<Limits>): void;
	/** As if somebody had just acted that many times. */
	spend(kind: Limited, who: string, count: number): void;
	/** Lets time pass. */
	later(ms: number): void;
	close(): Promise<void>;
}

/** Starts a Matrix homeserver in memory, on 127.0.0.1 only. */
export async function startMatrix(options: MatrixOptions = {}): Promise<MatrixSandbox> {
	const settings: Settings = { ...SETTINGS, ...options.settings };
	const server: Server = {
		state: new State(''),
		settings,
		limiter: new Limiter(settings.limits, () => server.state.now()),
		url: '',
		wellKnown: {},
		latency: options.latency ?? 0,
		requests: [],
		mistakes: [],
	};
	const listener = build(server);
	await new Promise<void>((resolve) => listener.listen(options.port ?? 0, '127.0.0.1', resolve));
	server.url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
	server.wellKnown = { 'm.homeserver': { base_url: `${server.url}/` } };
	const seed = (world: World, more?: Partial<Settings>) =>
		seedServer(server, world, { ...options.settings, ...more });
	seed(options.world ?? demoWorld);
	return {
		url: server.url,
		get state() {
			return server.state;
		},
		settings,
		requests: server.requests,
		mistakes: server.mistakes,
		seed,
		restart: () => {
			restart(server);
			listener.closeAllConnections();
		},
		endToken: (token, how) => {
			const session = server.state.sessions.get(token);
			if (how === 'dead') server.state.sessions.delete(token);
			else if (session) session.expires = 0;
			server.state.announce();
		},
		setStanding: (user, as) => setStanding(server, user, as),
		later: (ms) => {
			server.state.clockShift += ms;
		},
		limit: (user, limits) => server.limiter.setFor(user, limits),
		spend: (kind, who, count) => server.limiter.spend(kind, who, count),
		close: () =>
			new Promise((resolve) => {
				server.transactions?.stop();
				listener.close(() => resolve());
				listener.closeAllConnections();
			}),
	};
}
