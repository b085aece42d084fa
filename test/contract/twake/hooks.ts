import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bindings } from '../judge/bindings';
import type { Problem } from '../judge/cases';
import { compare } from '../judge/compare';
import type { Answer, Delivery, Receiver } from '../judge/receiver';
import type { ToldDelivery, TwakeCase, TwakeExchange, TwakeHook } from './recording';

const TAIL_MS = 50;
const SIGNATURE = 'x-twake-signature';

/**
 * What the receiver answers to an event. The recordings do not say it, but the server passes it on;
 * where a case tells of deliveries behind a redirect, it was one.
 */
export function answerBehind({ request, response }: TwakeExchange, told: Told | undefined): Answer {
	if (!request.path.endsWith('/event')) return { status: 200 };
	const { resource, message } = (response?.body ?? {}) as { resource?: unknown; message?: string };
	if (response?.status !== 200)
		return { status: response?.status ?? 500, body: JSON.stringify({ message }) };
	const body = resource === '' ? '' : JSON.stringify(resource);
	if (told?.redirect) return { status: told.redirect, location: told.list.at(-1)?.path, body };
	return { status: 200, body };
}

/** Deliveries that a case lists in short, for its exchanges in order. */
export interface Told {
	redirect?: number;
	list: ToldDelivery[];
}

export function toldDeliveries(file: TwakeCase): Told[] {
	const { deliveries, deliveries_302, deliveries_307 } = file;
	return [
		...(deliveries ? [{ list: deliveries }] : []),
		...(deliveries_302 ? [{ redirect: 302, list: deliveries_302 }] : []),
		...(deliveries_307 ? [{ redirect: 307, list: deliveries_307 }] : []),
	];
}

export function toldProblems({ list }: Told, got: Delivery[]): Problem[] {
	const line = ({ method, path, authorization = '', has_signature = true }: ToldDelivery) =>
		`${method} ${path} ${authorization && 'Basic'} ${method === 'GET' || has_signature}`;
	const recorded = list.map(line).join(', ');
	const actual = got
		.map(({ method, path, headers }) =>
			line({
				method,
				path,
				authorization: headers.authorization,
				has_signature: SIGNATURE in headers,
			}),
		)
		.join(', ');
	return recorded === actual ? [] : [{ where: 'deliveries', path: '', recorded, actual }];
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
