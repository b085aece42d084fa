import { pastedAddress } from '../../shared/web-address';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The alphabet of the short ids in Twake's web addresses (base58, Flickr's order). */
const ALPHABET = '123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ';
const SHORT_ID = new RegExp(`^[${ALPHABET}]{20,22}$`);
const LARGEST_UUID = (1n << 128n) - 1n;

/**
 * An id as the API wants it: a uuid in lower case, converted from the short id of a web address if
 * necessary. With other forms the server silently loses the message (twake.md §1). Undefined when
 * the text is not an id.
 */
export function parseId(text: string): string | undefined {
	const trimmed = text.trim();
	const id = trimmed.toLowerCase();
	return UUID.test(id) ? id : decodeShortId(trimmed);
}

function decodeShortId(text: string): string | undefined {
	if (!SHORT_ID.test(text)) return undefined;
	let number = 0n;
	for (const letter of text) number = number * 58n + BigInt(ALPHABET.indexOf(letter));
	if (number > LARGEST_UUID) return undefined;
	const hex = number.toString(16).padStart(32, '0');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The reverse, with the length that the web client uses. */
function shortId(id: string): string {
	let text = '';
	for (let number = BigInt(`0x${id.replaceAll('-', '')}`); number > 0n; number /= 58n) {
		text = ALPHABET[Number(number % 58n)] + text;
	}
	return text.padStart(22, ALPHABET[0]);
}

/** The ids in a web address of Twake, as uuids; `workspace` may be `direct`. */
export interface Address {
	url: URL;
	company?: string;
	workspace?: string;
	channel?: string;
	thread?: string;
}

/**
 * Reads an address pasted from the browser:
 * `https://host/client/<company>/w/<workspace>/c/<channel>`, optionally with `/t/<thread>`.
 * Undefined when the text is not such an address.
 */
export function parseAddress(text: string): Address | undefined {
	const url = pastedAddress(text);
	const parts = url?.pathname.split('/').filter((part) => part !== '') ?? [];
	const start = parts.indexOf('client');
	if (!url || start < 0) return undefined;
	const company = parts.at(start + 1);
	const rest = parts.slice(start + 2);
	const valueAfter = (letter: string) => {
		const index = rest.indexOf(letter);
		return index < 0 ? undefined : rest[index + 1];
	};
	const workspace = valueAfter('w');
	return {
		url,
		company: parseId(company ?? ''),
		workspace: workspace === DIRECT ? DIRECT : parseId(workspace ?? ''),
		channel: parseId(valueAfter('c') ?? ''),
		thread: parseId(valueAfter('t') ?? ''),
	};
}

/**
 * The address at which people open a channel, or a thread in it; undefined unless all ids on the
 * way are known and valid.
 */
export function webAddressOf(
	publicUrl: string,
	{ company, workspace, channel, thread }: Omit<Address, 'url'>,
): string | undefined {
	const short = (id: unknown) =>
		typeof id === 'string' && UUID.test(id) ? shortId(id) : undefined;
	const [c, ch, t] = [company, channel, thread].map(short);
	const w = workspace === DIRECT ? DIRECT : short(workspace);
	if (!c || !w || !ch) return undefined;
	return `${publicUrl}/client/${c}/w/${w}/c/${ch}${t ? `/t/${t}` : ''}`;
}

/** The workspace of direct channels (twake.md §8). */
export const DIRECT = 'direct';
