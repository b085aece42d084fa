import { createHash, randomBytes } from 'crypto';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { parseWebUrl } from '../api/web-url';

/** Addresses at which Chatwoot reaches the trigger. */

/** Shorter tokens could be guessed. */
const MIN_TOKEN = 16;
const TOKEN_BYTES = 24;

/** The test or production address of the node, in the form that Chatwoot can call. */
export function addressOf(
	context: Pick<IHookFunctions | IWebhookFunctions, 'getNodeWebhookUrl'>,
): string | undefined {
	return parseWebUrl(context.getNodeWebhookUrl('default') ?? '');
}

/** The address with a new random token, for servers that sign nothing. */
export function withToken(url: string, token: string): string {
	const address = new URL(url);
	address.searchParams.set('token', token);
	return address.href;
}

export function newToken(): string {
	return randomBytes(TOKEN_BYTES).toString('hex');
}

/** Whether a token looks like one that `newToken` made. */
export function isOurToken(token: string | undefined): boolean {
	return token !== undefined && /^[0-9a-f]+$/.test(token) && token.length === 2 * TOKEN_BYTES;
}

/** Whether an address stored in Chatwoot leads here, with or without a token. */
export function isHere(address: unknown, url: string): boolean {
	if (typeof address !== 'string' || !URL.canParse(address)) return false;
	const plain = new URL(address);
	plain.searchParams.delete('token');
	return plain.href === new URL(url).href;
}

/**
 * Whether two addresses belong to the same node after the public address of n8n was changed: the
 * part that n8n appends stays the same (test or production endpoint, webhook id, path).
 */
export function isRenamed(address: string, url: string): boolean {
	const own = (text: string) => new URL(text).pathname.split('/').slice(-3).join('/');
	return own(address) === own(url);
}

/** Whether an address leads to another node of this kind in the same n8n. */
export function isSibling(address: unknown, url: string): boolean {
	if (typeof address !== 'string' || !URL.canParse(address)) return false;
	const [one, other] = [new URL(address), new URL(url)];
	const [path, id] = other.pathname.split('/').reverse();
	const [itsPath, itsId] = one.pathname.split('/').reverse();
	return one.origin === other.origin && itsPath === path && itsId !== id;
}

/** The token in an address; undefined when there is none long enough to protect. */
export function tokenIn(address: unknown): string | undefined {
	if (typeof address !== 'string' || !URL.canParse(address)) return undefined;
	const token = new URL(address).searchParams.get('token') ?? '';
	return token.length < MIN_TOKEN ? undefined : token;
}

/**
 * What proves that a delivery comes from the server: a signature with its secret, else a token in
 * the address.
 */
export type DeliverySecret = { secret: string } | { token: string };

export function secretOf(secret: unknown, address: unknown): DeliverySecret | undefined {
	if (typeof secret === 'string' && secret !== '') return { secret };
	const token = tokenIn(address);
	return token === undefined ? undefined : { token };
}

/** A short fingerprint of something long. */
export function fingerprint(content: string): string {
	return createHash('sha256').update(content).digest('base64url').slice(0, 16);
}
