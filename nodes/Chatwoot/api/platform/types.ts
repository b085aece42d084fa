import type { IDataObject } from 'n8n-workflow';

/** Objects as the Platform API answers them (chatwoot.md §8). */

export interface PlatformAccount extends IDataObject {
	id: number;
	name: string;
	/** `active` or `suspended` */
	status: string;
}

export interface PlatformUser extends IDataObject {
	id: number;
	name: string;
	email: string;
	/** Whoever has it can act as the user. */
	access_token: string;
}

export interface PlatformBot extends IDataObject {
	id: number;
	name: string | null;
	/** Null for a bot of all accounts. */
	account_id: number | null;
	/** Whoever has it can act as the bot. */
	access_token: string;
}

/** A user's membership in an account; its times are ISO 8601. */
export interface AccountUser extends IDataObject {
	id: number;
	account_id: number;
	user_id: number;
	role: string;
}
