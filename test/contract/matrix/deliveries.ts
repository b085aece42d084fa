import { setTimeout as sleep } from 'node:timers/promises';
import type { Problem } from '../judge/cases';
import type { Delivery, Receiver } from '../judge/receiver';
import type { Bindings } from './bindings';
import { compare } from './compare';
import type { MatrixCase, RecordedTransaction } from './recording';

const PATIENCE_MS = 10_000;

/** Transactions are counted from the start of a server: here from one. */
function ownPath(path: string, first: number): string {
	return path.replace(
		/transactions\/(\d+)/,
		(_, n: string) => `transactions/${Number(n) - first + 1}`,
	);
}

function firstOf(list: RecordedTransaction[]): number {
	return Number(/transactions\/(\d+)/.exec(list[0]?.path ?? '')?.[1] ?? 1);
}

/** Lets the receiver answer as the recorded one did. */
export function expectTransactions({ deliveries = [] }: MatrixCase, receiver: Receiver): void {
	const first = firstOf(deliveries.filter(isTransaction));
	receiver.expect(
		deliveries.map(({ path, answered }) => ({
			path: ownPath(path, first),
			answered: { status: answered, body: '{}' },
		})),
	);
}

/** Requests that make an event at once; what a profile changes comes into the rooms later. */
const MAKES_EVENT = /\/(send|state|redact)\/|\/(createRoom|join|invite|leave|kick|ban)\b/;

/**
 * Waits until the application service has been told of a request, or for 50 turns of the event loop where
 * it is told nothing: what happens before would join the same transaction. `before`: how often it had been
 * told until then.
 */
export async function untilTold(
	{ deliveries = [] }: MatrixCase,
	path: string,
	receiver: Receiver,
	before: number,
): Promise<void> {
	const turns = deliveries.length > 0 && MAKES_EVENT.test(path) ? 50 : 0;
	for (let turn = 0; turn < turns && receiver.deliveries.length <= before; turn++) await sleep(10);
}

/** Compares what an application service was sent, in its order. */
export async function transactionProblems(
	{ deliveries = [] }: MatrixCase,
	receiver: Receiver,
	bindings: Bindings,
): Promise<Problem[]> {
	const end = Date.now() + PATIENCE_MS;
	while (receiver.deliveries.length < deliveries.length && Date.now() < end) await sleep(50);
	if (!deliveries.length) return [];
	const first = firstOf(deliveries.filter(isTransaction));
	const told = receiver.deliveries;
	if (told.length !== deliveries.length)
		return [problem('(number)', deliveries.length, told.map(({ path }) => path).join())];
	// Other calls run alongside the transactions: the two have no common order.
	return [isTransaction, isOther].flatMap((isWanted) => {
		const got = told.filter(isWanted);
		return deliveries
			.filter(isWanted)
			.flatMap((wanted, i) => differences(wanted, got[i], ownPath(wanted.path, first), bindings));
	});
}

const isTransaction = ({ path }: { path: string }) => path.includes('/transactions/');
const isOther = ({ path }: { path: string }) => !isTransaction({ path });

function differences(
	wanted: RecordedTransaction,
	got: Delivery,
	path: string,
	bindings: Bindings,
): Problem[] {
	if (got.method !== wanted.method || got.path !== path)
		return [problem('(path)', `${wanted.method} ${path}`, `${got.method} ${got.path}`)];
	const [recorded, actual] = [wanted.headers.authorization, got.headers.authorization];
	if (recorded !== actual) return [problem('authorization', recorded, actual)];
	const found = compare(wanted.json ?? undefined, got.json, bindings);
	return found.map((difference) => ({ where: `delivery ${path}`, ...difference }));
}

function problem(path: string, recorded: unknown, actual: unknown): Problem {
	return { where: 'deliveries', path, recorded: String(recorded), actual: String(actual) };
}
