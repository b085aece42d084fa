import type { Limits } from './http/limits';

/** How a server is configured. */
export interface Settings {
	/** Refusals of what comes too fast; by default nothing is refused. */
	limits: Partial<Limits>;
	/** Largest upload in bytes. */
	uploadSize: number;
	/** Whether rooms may be listed in the directory: not by default of a real server. */
	mayPublish: boolean;
	guests: boolean;
	presence: boolean;
	loginTokens: boolean;
	/** Life of an access token that came with a refresh token. */
	tokenMs?: number;
}

export const SETTINGS: Settings = {
	limits: {},
	uploadSize: 52_428_800,
	mayPublish: true,
	guests: false,
	presence: false,
	loginTokens: true,
};
