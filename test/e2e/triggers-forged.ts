import { createHmac, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'undici';
import { repository } from '../../tools/n8n';
import type { Name } from './triggers-workflows';

interface Recording {
	deliveries?: Array<{ raw: string; json: { event: string } }>;
	hooks_received?: Array<{ raw_body: string }>;
}

export interface Delivery {
	url: string;
	raw: string;
	headers: Record<string, string>;
}

const FIVE_MINUTES = 300;
const now = () => Math.floor(Date.now() / 1000);
const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex');

/** A recorded message as the server would deliver it now, and the run that it should start. */
export function genuineFor(name: Name, url: string, secret: string): Delivery & { words: string } {
	if (name === 'chat') {
		const [{ raw_body: raw }] = recording('twake', '400').hooks_received!;
		const { text } = JSON.parse(raw).content.message.message as { text: string };
		const headers = { 'x-twake-signature': hmac(secret, raw) };
		return { url, raw, headers, words: `newMessage ${text}` };
	}
	const { deliveries = [] } = recording('chatwoot', '631');
	const { json } = deliveries.find(({ json: { event } }) => event === 'message_created')!;
	const content = `Signed for ${name}`;
	const raw = JSON.stringify({ ...json, id: now(), content });
	return { url, raw, headers: signedForChatwoot(raw, secret), words: `message_created ${content}` };
}

/** What somebody can forge from a delivery without the secret. */
export function forgeriesOf(delivery: Delivery): Record<string, Delivery> {
	const { raw, headers } = delivery;
	const changed = raw.replace('"content":', '"content" :');
	const isChatwoot = 'x-chatwoot-signature' in headers;
	const sign = isChatwoot
		? signedForChatwoot
		: (text: string, key: string) => ({ 'x-twake-signature': hmac(key, text) });
	return {
		'without a signature': { ...delivery, headers: {} },
		'with another body': { ...delivery, raw: changed },
		'with another key': { ...delivery, headers: sign(raw, 'guessed') },
		'with an empty key': { ...delivery, headers: sign(raw, '') },
		...(isChatwoot && {
			'with a new time': {
				...delivery,
				headers: { ...headers, 'x-chatwoot-timestamp': String(now() + 1) },
			},
		}),
	};
}

/** The same delivery as Chatwoot would have signed it too long ago. */
export function outdated(delivery: Delivery, secret: string): Record<string, Delivery> {
	const headers = signedForChatwoot(delivery.raw, secret, now() - FIVE_MINUTES - 1);
	return { 'too late': { ...delivery, headers } };
}

/** The status of the answer. */
export async function deliver({ url, raw, headers }: Delivery): Promise<number> {
	const { statusCode, body } = await request(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: raw,
	});
	await body.dump();
	return statusCode;
}

function signedForChatwoot(raw: string, secret: string, time = now()): Record<string, string> {
	return {
		'x-chatwoot-delivery': randomUUID(),
		'x-chatwoot-timestamp': String(time),
		'x-chatwoot-signature': `sha256=${hmac(secret, `${time}.${raw}`)}`,
	};
}

function recording(service: string, number: string): Recording {
	const folder = join(repository, 'test', 'recordings', service);
	const name = readdirSync(folder).find((each) => each.startsWith(`${number}-`))!;
	return JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recording;
}
