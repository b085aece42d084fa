import type { Params } from './params';

/** One request as parsed: what the server's controllers see. */
export interface Incoming {
	method: string;
	/** As sent, without the query. */
	path: string;
	query: Params;
	/** JSON, form or multipart body as parameters. */
	body: Params;
	/** Rails wraps flat bodies into the controller's name for JSON only (chatwoot.md [609]). */
	isJson: boolean;
	headers: Record<string, string | undefined>;
}
