import { setTimeout as sleep } from 'node:timers/promises';
import type { Bindings } from '../judge/bindings';
import type { Problem } from '../judge/cases';
import type { Difference } from '../judge/compare';
import { compare } from '../judge/compare';
import { kindOf } from '../judge/kinds';
import type { Delivery, Receiver } from '../judge/receiver';
import type { RecordedDelivery } from './recording';

const HEADERS = [
	'content-type',
	'x-chatwoot-delivery',
	'x-chatwoot-signature',
	'x-chatwoot-timestamp',
];

/** How long after the last expected one another may still come. */
const TAIL_MS = 100;

/** Bodies show the moment in which their job ran: which message was the last. */
const LOOSE = /^(\.conversation)?\.messages\[0\]\./;

/** Compares what the receiver got with what the recorded one got, in any order. */
export async function deliveryProblems(
	expected: RecordedDelivery[],
	receiver: Receiver,
	bindings: Bindings,
	patience: number,
	isLoose: boolean,
): Promise<Problem[]> {
	const end = Date.now() + patience;
	while (receiver.deliveries.length < expected.length && Date.now() < end) await sleep(20);
	await sleep(TAIL_MS);
	const rest = [...receiver.deliveries];
	const problems: Problem[] = [];
	if (rest.length !== expected.length)
		problems.push({
			where: 'deliveries',
			path: '(number)',
			recorded: eventsOf(expected),
			actual: eventsOf(rest),
		});
	for (const want of expected) {
		const event = String(want.json?.event);
		const best = closest(want, rest, bindings);
		if (!best) {
			problems.push({
				where: 'deliveries',
				path: event,
				recorded: 'delivered',
				actual: 'not delivered',
			});
			continue;
		}
		rest.splice(rest.indexOf(best.delivery), 1);
		const found = hard(best.found).filter(({ path }) => !isLoose || !LOOSE.test(path));
		for (const d of found) problems.push({ where: `delivery ${event}`, ...d });
	}
	return problems;
}

function closest(want: RecordedDelivery, rest: Delivery[], bindings: Bindings) {
	const plain = (path: string) => path.split('?')[0];
	const kind = kindOf(String(want.json?.event ?? '').split('_')[0]);
	return rest
		.filter((d) => d.json?.event === want.json?.event && plain(d.path) === plain(want.path))
		.map((delivery) => {
			const options = { kind, ordered: true, looseTimes: true };
			const body = compare(want.json, delivery.json, bindings.clone(), options);
			return { delivery, found: [...body, ...headerDifferences(want, delivery)] };
		})
		.sort((a, b) => hard(a.found).length - hard(b.found).length)
		.at(0);
}

function hard(found: Difference[]) {
	return found.filter((d) => !d.soft);
}

function eventsOf(list: Array<{ json?: Record<string, unknown> }>) {
	return list
		.map((d) => String(d.json?.event ?? '?'))
		.sort()
		.join(', ');
}

function headerDifferences(want: RecordedDelivery, got: Delivery): Difference[] {
	return HEADERS.filter((name) => name in want.headers !== name in got.headers).map((name) => ({
		path: `header ${name}`,
		recorded: String(want.headers[name]),
		actual: String(got.headers[name]),
		soft: false,
	}));
}
