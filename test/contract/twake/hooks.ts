import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bindings } from '../judge/bindings';
import type { Problem } from '../judge/cases';
import { compare } from '../judge/compare';
import type { Answer, Delivery, Expected, Receiver } from '../judge/receiver';
import type { TwakeCase, TwakeHook } from './recording';

const TAIL_MS = 50;
const SIGNATURE = 'x-twake-signature';

/** The recordings do not say what the receiver answered to an event; the server's answer shows it. */
export function expectedAnswers({ exchanges = [] }: TwakeCase): Expected[] {
	return exchanges
		.filter(({ request }) => request.path.endsWith('/event'))
		.map(({ response }) => ({ path: '/hook', answered: answerBehind(response) }));
}

function answerBehind({ status = 200, body }: { status?: number; body?: unknown } = {}): Answer {
	const { resource, message } = (body ?? {}) as { resource?: unknown; message?: string };
	if (status === 200) return { status, body: resource === '' ? '' : JSON.stringify(resource) };
	return { status, body: JSON.stringify({ message }) };
}

/** Compares the hooks that came with the recorded ones, in any order. */
export async function hookProblems(
	expected: TwakeHook[],
	receiver: Receiver,
	bindings: Bindings,
	patience: number,
): Promise<Problem[]> {
	const end = Date.now() + patience;
	while (receiver.deliveries.length < expected.length && Date.now() < end) await sleep(20);
	await sleep(TAIL_MS);
	const got = [...receiver.deliveries];
	const where = 'hooks';
	if (got.length !== expected.length)
		return [{ where, path: '(number)', recorded: `${expected.length}`, actual: `${got.length}` }];
	return expected.flatMap((want, i) => {
		const recorded: unknown = JSON.parse(want.raw_body);
		const trials = got.map((d) => ({ d, found: compare(recorded, d.json, bindings.clone()) }));
		const best = trials.sort((x, y) => x.found.length - y.found.length)[0];
		got.splice(got.indexOf(best.d), 1);
		const body = compare(recorded, best.d.json, bindings, { strictIds: true });
		const hard = body.filter((d) => !d.soft).map((d) => ({ where: `hook ${i + 1}`, ...d }));
		return [...hard, ...signatureProblems(best.d)];
	});
}

function signatureProblems({ raw, headers }: Delivery): Problem[] {
	const signature = createHmac('sha256', 'PRIVATE_KEY').update(raw).digest('hex');
	const actual = String(headers[SIGNATURE]);
	if (actual === signature) return [];
	return [{ where: 'hooks', path: SIGNATURE, recorded: 'one that verifies', actual }];
}
