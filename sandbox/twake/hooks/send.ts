import { createHmac } from 'node:crypto';
import type { Application, Json } from '../state/types';

/** Nothing leaves the machine: hooks go to receivers on it only. */
const LOCAL = ['127.0.0.1', 'localhost', '[::1]'];

export interface Received {
	status: number;
	text: string;
}

/**
 * Posts a hook to an application, signed over the exact bytes with the private key as text. Redirects
 * are followed, user:password@ of the address becomes Basic [430, 431]. Throws when nobody answers.
 */
export async function sendHook({ api }: Application, body: Json): Promise<Received> {
	const url = new URL(api.hooks_url);
	if (!LOCAL.includes(url.hostname)) throw new Error(`not on this machine: ${url.hostname}`);
	const { username, password } = url;
	url.username = url.password = '';
	const raw = JSON.stringify(body);
	const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
	const response = await fetch(url, {
		method: 'POST',
		headers: {
			accept: 'application/json, text/plain, */*',
			'content-type': 'application/json',
			'x-twake-signature': createHmac('sha256', api.private_key).update(raw).digest('hex'),
			...(username && { authorization: `Basic ${Buffer.from(login).toString('base64')}` }),
		},
		body: raw,
	});
	return { status: response.status, text: await response.text() };
}
