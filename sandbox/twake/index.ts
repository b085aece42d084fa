import type { AppOptions } from './app';
import { buildApp } from './app';
import { demoWorld } from './demo-world';
import { hookMessages } from './hooks/messages';
import type { LoggedRequest } from './http/log';
import type { Tokens, World } from './state/seed';
import { seed } from './state/seed';
import type { Release } from './state/state';
import { State } from './state/state';

export { demoIds, demoWorld } from './demo-world';
export type { LoggedRequest } from './http/log';
export type { Planted } from './state/plant';
export type { Release } from './state/state';
export type { Tokens, World } from './state/seed';

export interface TwakeSandbox {
	/** Base URL, without a slash at the end. */
	url: string;
	state: State;
	/** Tokens for everybody in the world it started with: app, alice, bob, expired... */
	tokens: Tokens;
	/** The newest requests, oldest first; without the calls that the relay replays internally. */
	requests: LoggedRequest[];
	/** Starts over with another world; returns tokens for everybody in it. */
	seed(world: World): Tokens;
	close(): Promise<void>;
}

export interface TwakeOptions extends AppOptions {
	/** 0, the default, picks a free one. */
	port?: number;
	/** The initial state: the demo world by default. */
	world?: World;
	/** Which release it imitates: 2023.Q1 by default. */
	release?: Release;
}

/** Starts a Twake in memory, on 127.0.0.1 only. */
export async function startTwake(options: TwakeOptions = {}): Promise<TwakeSandbox> {
	const state = new State(options.release);
	const requests: LoggedRequest[] = [];
	const tokens = seed(state, options.world ?? demoWorld);
	hookMessages(state);
	const app = await buildApp(state, requests, options);
	const url = await app.listen({ port: options.port ?? 0, host: '127.0.0.1' });
	return {
		url,
		state,
		tokens,
		requests,
		seed: (world) => seed(state, world),
		close: () => app.close(),
	};
}
