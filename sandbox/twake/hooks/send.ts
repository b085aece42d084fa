import { createHmac } from 'node:crypto';
import type { Application, Json } from '../state/types';

/** Nothing leaves this machine: hooks only go to local receivers. */
const LOCAL = ['127.0.0.1', 'localhost', '[::1]'];

export interface Received {
	status: number;
	text: string;
}

const MOST_REDIRECTS = 5;

/**
 * Posts a hook to an application, signed over the exact bytes with the private key as text;
 * user:password@ of the address becomes Basic (twake.md [431]). Throws when nobody answers.
 */
export async function sendHook({ api }: Application, body: Json): Promise<Received> {
	const url = new URL(api.hooks_url);
	const { username, password } = url;
	url.username = url.password = '';
	const raw = JSON.stringify(body);
	const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
	const response = await follow(url, {
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

/**
 * Follows redirects step by step, so that none leaves the machine; 302 makes it a GET
 * (twake.md [430]).
 */
async function follow(url: URL, init: RequestInit, left = MOST_REDIRECTS): Promise<Response> {
	if (!LOCAL.includes(url.hostname)) throw new Error(`not on this machine: ${url.hostname}`);
	const response = await fetch(url, { ...init, redirect: 'manual' });
	const location = response.headers.get('location');
	if (!location || response.status < 300 || response.status > 399 || !left) return response;
	const kept = response.status > 303 ? init : { headers: init.headers };
	return follow(new URL(location, url), kept, left - 1);
}
