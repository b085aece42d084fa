import { createHmac } from 'crypto';

/** What proves to an inbox with identity validation who a customer is (chatwoot.md §7). */
export interface Proof {
	identifier?: string;
	/** Hex HMAC-SHA256 of the identifier. Whoever has it can pose as this customer. */
	identifier_hash?: string;
}

/** An identifier, signed if the inbox's token is known. */
export function proofOf(identifier: string | undefined, hmacToken: string): Proof {
	if (identifier === undefined || hmacToken === '') return { identifier };
	return {
		identifier,
		identifier_hash: createHmac('sha256', hmacToken).update(identifier).digest('hex'),
	};
}

/** A signature where a server repeats a request: in an address, a form or JSON. */
export const SENT_HASH = /identifier_hash(?:\W|%\w\w){1,8}[0-9a-f]{64}/;
