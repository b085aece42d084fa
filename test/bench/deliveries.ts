import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import type { IDataObject } from 'n8n-workflow';
import { ChatwootTrigger } from '../../nodes/Chatwoot/ChatwootTrigger.node.js';
import { listen } from '../engine/trigger';
import type { Listener } from '../engine/trigger';
import { chatwootAt } from './nodes';

/** How long Chatwoot waits for the trigger's answer; it gives up after 5 s (chatwoot.md §10). */
export interface Waits {
	/** Of all deliveries that are taken, in ms. */
	ms: number[];
	/** Runs that they have started. */
	runs: number;
	/** What the trigger remembers at the end, in kB. */
	storedKb: number;
}

interface Load {
	count: number;
	/** Deliveries at a time; Chatwoot has 10 workers. */
	width: number;
	/** Forged deliveries of 15 MB in between. */
	forged: number;
	/** As many are sent each second, however fast they are answered; else the next when one is answered. */
	perSecond?: number;
}

const SECRET = 'a-secret';

const sign = (raw: string) => {
	const time = String(Math.floor(Date.now() / 1000));
	const hex = createHmac('sha256', SECRET).update(`${time}.${raw}`).digest('hex');
	return { 'x-chatwoot-timestamp': time, 'x-chatwoot-signature': `sha256=${hex}` };
};

/** A message as the real server delivered it. */
function recorded(): IDataObject {
	const file = '632-deliveries-incoming-message-through-the-client-api.json';
	const path = join(__dirname, '../recordings/chatwoot', file);
	const { deliveries: all } = JSON.parse(readFileSync(path, 'utf8')) as {
		deliveries: Array<{ json: IDataObject }>;
	};
	return all.map(({ json }) => json).find(({ event }) => event === 'message_created')!;
}

/** Deliveries of which every second one is a replay, as many at a time as `width` says. */
export async function deliveries({ count, width, forged, perSecond }: Load): Promise<Waits> {
	const { credential, credentialData } = chatwootAt('http://127.0.0.1:1');
	const node = new ChatwootTrigger();
	const parameters = { events: ['message_created'] };
	const server = credentialData.baseUrl;
	const registration = { source: 'webhook', server, account: 1, id: 1, made: true, secret: SECRET };
	const trigger = await listen(
		{ node, credential, credentialData, parameters },
		{ staticData: { registrations: { here: registration } } },
	);
	const body = recorded();
	const signed = Array.from({ length: Math.ceil(count / 2) }, (_, id) => {
		const raw = JSON.stringify({ ...body, id: id + 1 });
		return { raw, headers: sign(raw) };
	});
	const queue = Array.from({ length: count }, (_, index) => signed[Math.floor(index / 2)]);
	const ms: number[] = [];
	const deliver = async ({ raw, headers }: (typeof queue)[number]) => {
		const start = performance.now();
		await post(trigger, raw, headers);
		ms.push(performance.now() - start);
	};
	const work = async () => {
		for (let next = queue.shift(); next; next = queue.shift()) await deliver(next);
	};
	const steady = async (each: number) => {
		const start = performance.now();
		const sent: Array<Promise<void>> = [];
		for (const [index, next] of queue.entries()) {
			await sleep(start + index * each - performance.now());
			sent.push(deliver(next));
		}
		await Promise.all(sent);
	};
	const large = `{"event":"message_created","content":"${'x'.repeat(15 * 1024 * 1024)}"}`;
	const forgery = async () => await post(trigger, large, sign('something else'));
	await Promise.all([
		...(perSecond ? [steady(1000 / perSecond)] : Array.from({ length: width }, work)),
		...Array.from({ length: forged }, forgery),
	]);
	const storedKb = JSON.stringify(trigger.staticData as IDataObject).length / 1024;
	const runs = trigger.runs.length;
	await trigger.close();
	return { ms, runs, storedKb };
}

async function post({ url }: Listener, body: string, headers: Record<string, string>) {
	const answer = await request(url, { method: 'POST', body, headers });
	await answer.body.dump();
}
