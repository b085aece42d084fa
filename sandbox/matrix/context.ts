import type { Limiter } from './http/limits';
import type { Settings } from './settings';
import type { Json } from './state/json';
import type { State } from './state/state';

export interface LoggedRequest {
	method: string;
	/** As received, with its query. */
	path: string;
	headers: Record<string, string | undefined>;
	/** Parsed if it was JSON. */
	body?: unknown;
}

/** A running server: its state and its configuration. */
export interface Server {
	state: State;
	/** What application services are told. */
	transactions?: { stop(): void };
	settings: Settings;
	limiter: Limiter;
	url: string;
	wellKnown: Json;
	/** Milliseconds before each answer. */
	latency: number;
	requests: LoggedRequest[];
	/** Exceptions that no rule of the server explains: bugs in the sandbox. */
	mistakes: unknown[];
}
