import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { BoundedMap } from '../../shared/bounded-map';
import { isObject } from '../../shared/json';
import { clock } from '../../shared/retry';
import { webAddress } from '../../shared/web-address';

/**
 * What a user entered: the address of a homeserver, or a server name, whose owner publishes the
 * address.
 */
export type Homeserver = { baseUrl: string } | { serverName: string };

const SERVER_NAME = /^[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*(:\d{1,5})?$/i;

/** Undefined when it is neither. A pasted `/_matrix/...`, query or fragment is ignored. */
export function homeserverIn({
	baseUrl,
}: Partial<ICredentialDataDecryptedObject>): Homeserver | undefined {
	const text = String(baseUrl ?? '').trim();
	const address = baseUrlIn(text);
	if (address !== undefined) return { baseUrl: address };
	// A user ID contains the server name too.
	const name = /^@[^:\s]+:(\S+)$/.exec(text)?.[1] ?? text;
	return name.length <= 260 && SERVER_NAME.test(name)
		? { serverName: name.toLowerCase() }
		: undefined;
}

/** An address without what follows it; a trailing slash would be doubled (matrix.md §1). */
function baseUrlIn(text: string): string | undefined {
	const trimmed = text.replace(/[?#].*$/, '');
	if (
		!/^https?:\/\/([^\s/@:]+|\[[\da-f:.]+\])(:\d+)?(\/\S*)?$/i.test(trimmed) ||
		!webAddress(trimmed)
	) {
		return undefined;
	}
	return trimmed.replace(/\/_(matrix|synapse)(\/.*)?$/i, '').replace(/\/+$/, '');
}

/** The address at which the owner of a server name publishes the homeserver (matrix.md §1). */
export const wellKnown = (serverName: string): string =>
	`https://${serverName}/.well-known/matrix/client`;

/**
 * The address in that answer. If there is none, the name itself is the address, as in clients;
 * undefined when it is invalid.
 */
export function discovered(
	serverName: string,
	{ status, body }: { status: number; body: unknown },
): string | undefined {
	if (status !== 200) return `https://${serverName}`;
	const entry = isObject(body) ? body['m.homeserver'] : undefined;
	return isObject(entry) ? baseUrlIn(String(entry.base_url ?? '').trim()) : undefined;
}

/** How long a discovered address is used without asking again, in ms. */
const KEPT_MS = 3_600_000;

const known = new BoundedMap<{ baseUrl: string; until: number }>(100);

/** The address of a homeserver by its name, looked up at most once an hour. */
export async function addressOf(
	serverName: string,
	ask: (url: string) => Promise<{ status: number; body: unknown }>,
): Promise<string | undefined> {
	const cached = known.get(serverName);
	if (cached && cached.until > clock.now()) return cached.baseUrl;
	const baseUrl = discovered(serverName, await ask(wellKnown(serverName)));
	if (baseUrl !== undefined) known.set(serverName, { baseUrl, until: clock.now() + KEPT_MS });
	return baseUrl;
}
