import { setTimeout as sleep } from 'node:timers/promises';
import { Bindings } from '../judge/bindings';
import type { Problem } from '../judge/cases';
import type { Difference } from '../judge/compare';
import type { Receiver } from '../judge/receiver';
import { differences } from './answers';
import { deliveryProblems } from './deliveries';
import type { ChatwootCase, ChatwootExchange } from './recording';
import type { Sent } from './send';
import { send } from './send';
import { asOfNow } from './times';

export interface Patience {
	/** How long a reading call is repeated until its answer matches. */
	settle: number;
	/** How long to wait for deliveries. */
	deliveries: number;
	/** The longest wait where the recorder waited. */
	pause: number;
}

/**
 * For cases that should hold: background work gets time. The recorder's pauses for
 * background jobs (five minutes over all cases) are cut: a server in memory needs no such time, and
 * reading calls are repeated anyway.
 */
export const PATIENT: Patience = { settle: 1000, deliveries: 2000, pause: 20 };
/**
 * For cases where the passing of time itself matters ("updated within two seconds", a callback that
 * answers after Chatwoot's five seconds), also on a machine that stalls: what holds ends the wait.
 */
export const SLOW: Patience = { settle: 15_000, deliveries: 15_000, pause: 4000 };
/** For cases that are not expected to hold: failures show quickly. */
export const HASTY: Patience = { settle: 0, deliveries: 200, pause: 20 };

/** Replays one case; every case has its own world. */
export async function replayChatwoot(
	recorded: ChatwootCase,
	base: string,
	receiver: Receiver,
	patience: Patience,
	isLoose = false,
): Promise<Problem[]> {
	const file = asOfNow(recorded);
	await seed(base, file.world);
	receiver.expect(file.deliveries ?? []);
	const bindings = new Bindings();
	bindings.learn('http://receiver.test', receiver.url);
	bindings.learn('http://chatwoot.test', base);
	const problems: Problem[] = [];
	for (const [i, exchange] of file.exchanges.entries()) {
		const { request, response, setup, pause_ms: pause = 0 } = exchange;
		if (pause) await sleep(Math.min(pause, patience.pause));
		const judged = (sent: Sent, known: Bindings) =>
			differences(request, response, sent, known, isLoose).filter((d) => !d.soft);
		const got = await settled(exchange, base, bindings, patience.settle, judged);
		const found = judged(got, bindings);
		const wrongStatus = found.some((d) => d.path === '(status)');
		const where = `#${i + 1} ${request.method} ${request.path}`;
		if (!setup || wrongStatus) problems.push(...found.map((d) => ({ where, ...d })));
		// Everything after it would fail the same way.
		if (wrongStatus) break;
	}
	const { deliveries = [] } = file;
	if (problems.length || !deliveries.length) return problems;
	return deliveryProblems(deliveries, receiver, bindings, patience.deliveries, isLoose);
}

/** Background jobs show a little later: a reading call may be repeated. */
async function settled(
	{ request }: ChatwootExchange,
	base: string,
	bindings: Bindings,
	settle: number,
	judged: (got: Sent, bindings: Bindings) => Difference[],
): Promise<Sent> {
	const deadline = Date.now() + settle;
	for (;;) {
		const got = await send(request, base, bindings);
		if (request.method !== 'GET' || Date.now() > deadline) return got;
		if (judged(got, bindings.clone()).length === 0) return got;
		await sleep(50);
	}
}

async function seed(base: string, world: unknown): Promise<void> {
	const response = await fetch(`${base}/__sandbox/seed`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(world),
	});
	if (!response.ok) throw new Error(`seed: ${response.status} ${await response.text()}`);
}
