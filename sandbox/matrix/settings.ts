import type { Limits } from './http/limits';

/** How a server is configured. */
export interface Settings {
	/** Rate limits; by default nothing is refused. */
	limits: Partial<Limits>;
	/** Largest upload in bytes. */
	uploadSize: number;
	/** Whether rooms may be listed in the directory; a real server's default is no. */
	mayPublish: boolean;
	guests: boolean;
	presence: boolean;
	loginTokens: boolean;
	/** Lifetime of an access token that came with a refresh token. */
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
