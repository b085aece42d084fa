import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { BoundedMap } from '../../shared/bounded-map';
import { isObject } from '../../shared/json';
import { clock } from '../../shared/retry';
import { webAddress } from '../../shared/web-address';

/** What a person entered: the address of a homeserver, or a name whose owner says the address. */
export type Homeserver = { baseUrl: string } | { serverName: string };

const SERVER_NAME = /^[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*(:\d{1,5})?$/i;

/** Undefined when it is neither. A pasted `/_matrix/...`, query or fragment does not count. */
export function homeserverIn({
	baseUrl,
}: Partial<ICredentialDataDecryptedObject>): Homeserver | undefined {
	const text = String(baseUrl ?? '').trim();
	const address = baseUrlIn(text);
	if (address !== undefined) return { baseUrl: address };
	// A user's own ID names the server too.
	const name = /^@[^:\s]+:(\S+)$/.exec(text)?.[1] ?? text;
	return name.length <= 260 && SERVER_NAME.test(name)
		? { serverName: name.toLowerCase() }
		: undefined;
}

/** An address without what follows it; a slash at the end would be doubled (matrix.md §1). */
function baseUrlIn(text: string): string | undefined {
	const trimmed = text.replace(/[?#].*$/, '');
	if (!/^https?:\/\/[^\s/@:]+(:\d+)?(\/\S*)?$/i.test(trimmed) || !webAddress(trimmed)) {
		return undefined;
	}
	return trimmed.replace(/\/_(matrix|synapse)(\/.*)?$/i, '').replace(/\/+$/, '');
}

/** Where the owner of a server name says the homeserver is (matrix.md §1). */
export const wellKnown = (serverName: string): string =>
	`https://${serverName}/.well-known/matrix/client`;

/**
 * The address in the answer to that question. One that says nothing lets the name be the address, as
 * clients do; undefined when it says something that is none.
 */
export function discovered(
	serverName: string,
	{ status, body }: { status: number; body: unknown },
): string | undefined {
	if (status !== 200) return `https://${serverName}`;
	const entry = isObject(body) ? body['m.homeserver'] : undefined;
	return isObject(entry) ? baseUrlIn(String(entry.base_url ?? '').trim()) : undefined;
}

/** For so long a discovered address is taken without asking again, in ms. */
const KEPT_MS = 3_600_000;

const known = new BoundedMap<{ baseUrl: string; until: number }>(100);

/** The address of a homeserver by its name, asked at most once an hour. */
export async function addressOf(
	serverName: string,
	ask: (url: string) => Promise<{ status: number; body: unknown }>,
): Promise<string | undefined> {
	const kept = known.get(serverName);
	if (kept && kept.until > clock.now()) return kept.baseUrl;
	const baseUrl = discovered(serverName, await ask(wellKnown(serverName)));
	if (baseUrl !== undefined) known.set(serverName, { baseUrl, until: clock.now() + KEPT_MS });
	return baseUrl;
}
