import { createHmac } from 'node:crypto';
import { request } from 'undici';

/** Nothing leaves this machine: deliveries only go to local receivers. */
const LOCAL = ['127.0.0.1', 'localhost'];
const MOST_REDIRECTS = 5;

/** What makes up one delivery; attempts share its id and body, not its time (chatwoot.md [730]). */
export interface Letter {
	url: string;
	raw: string;
	/** Undefined for automation and macros: no id, no time, no signature (chatwoot.md [686, 687]). */
	id?: string;
	/** Before 4.11.2 there is none. */
	secret?: string;
}

/** How an attempt ended: `error` in Ruby's words, undefined on success. */
export interface Outcome {
	status?: number;
	error?: string;
}

const STATUS: Record<number, string> = {
	301: 'Moved Permanently',
	302: 'Found',
	303: 'See Other',
	307: 'Temporary Redirect',
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	410: 'Gone',
	429: 'Too Many Requests',
	500: 'Internal Server Error',
	502: 'Bad Gateway',
	503: 'Service Unavailable',
};

/** One attempt: signed anew, redirects followed with method and body (chatwoot.md [654-656]). */
export async function post(
	letter: Letter,
	timeout: number,
	signal: AbortSignal,
	left = MOST_REDIRECTS,
): Promise<Outcome> {
	const { url } = letter;
	if (dumped(url) !== JSON.stringify(url))
		return { error: `URI must be ascii only ${dumped(url)}` };
	if (!/^https?:\/\/\S+$/i.test(url) || !URL.canParse(url)) {
		return { error: `bad URI (is not URI?): ${JSON.stringify(url)}` };
	}
	const target = new URL(url);
	const { hostname, port } = target;
	if (!LOCAL.includes(hostname)) return { error: `Failed to open TCP connection to ${hostname}` };
	try {
		const address = new URL(target.pathname + target.search, target.origin);
		const {
			statusCode: status,
			headers,
			body,
		} = await request(address, {
			method: 'POST',
			headers: headersOf(letter, target),
			body: letter.raw,
			signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
		});
		await body.dump();
		if (status < 300) return { status };
		const { location } = headers;
		if (status < 400 && typeof location === 'string' && left > 0) {
			const next = new URL(location, target).href;
			return await post({ ...letter, url: next }, timeout, signal, left - 1);
		}
		return { status, error: `${status} ${STATUS[status] ?? ''}`.trim() };
	} catch (error) {
		// an abort has a numeric code
		const { code } = error as { code?: unknown };
		if (code !== 'ECONNREFUSED') return { error: 'Net::ReadTimeout with #<TCPSocket:(closed)>' };
		const why = `Connection refused - connect(2) for "${hostname}" port ${port}`;
		return { error: `Failed to open TCP connection to ${hostname}:${port} (${why})` };
	}
}

/** Ruby's `dump` of a text: plain ASCII. */
function dumped(text: string): string {
	return JSON.stringify(text).replace(/\P{ASCII}/gu, (sign) => {
		const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase();
		return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
	});
}

function headersOf({ id, secret, raw }: Letter, { username, password }: URL) {
	const time = Math.floor(Date.now() / 1000).toString();
	const signature = (key: string) =>
		createHmac('sha256', key).update(`${time}.${raw}`).digest('hex');
	const login = Buffer.from([username, password].map(decodeURIComponent).join(':'));
	return {
		'accept-encoding': 'gzip;q=1.0,deflate;q=0.6,identity;q=0.3',
		accept: 'application/json',
		'user-agent': 'Ruby',
		'content-type': 'application/json',
		...(id && { 'x-chatwoot-delivery': id }),
		...(id && secret && { 'x-chatwoot-timestamp': time }),
		...(id && secret && { 'x-chatwoot-signature': `sha256=${signature(secret)}` }),
		...(username && { authorization: `Basic ${login.toString('base64')}` }),
	};
}
