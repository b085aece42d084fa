import { setTimeout as sleep } from 'node:timers/promises';
import { Bindings } from '../judge/bindings';
import type { Problem, Result } from '../judge/cases';
import { failure, numberOf, readCases, readJson } from '../judge/cases';
import type { Receiver } from '../judge/receiver';
import type { Release, Tokens, World } from '../../../sandbox/twake';
import { bodyDifferences } from './answers';
import { bodyOf } from './bodies';
import { Credentials } from './callers';
import { asAtStart } from './given';
import { answerBehind, hookProblems, toldDeliveries, toldProblems } from './hooks';
import { linkedPages, visitProblems } from './links';
import type { Callers, Recordings, TwakeCase, TwakeExchange } from './recording';
import { releaseOf, settingOf } from './releases';

const HOOK_TAIL_MS = 50;

/** Where the recorded server found the receiver of hooks and the pages that texts link to. */
const RECORDED_RECEIVER = '127.0.0.1:3999';

const HOOK_PATIENCE_MS = 1000;

/** The cases of a folder that were recorded on one release of the server. */
export function readRecordings(folder: string, release: Release): Recordings {
	return {
		...settingOf(folder, release),
		callers: readJson<Callers>(folder, 'as.json') ?? { cases: {} },
		cases: readCases<TwakeCase>(folder).filter((file) => releaseOf(file) === release),
	};
}

/**
 * Two sets of one server as one, since cases may use what other cases made. What `known` says about
 * a case that both have stands: its given.json has been corrected.
 */
export function merge(known: Recordings, more: Recordings): Recordings {
	if (more.world.company && more.world.company !== known.world.company) return more;
	const cases = new Map([...known.cases, ...more.cases].map((file) => [file.case, file]));
	return {
		world: known.world,
		given: { ...more.given, ...known.given },
		callers: {
			cases: { ...known.callers.cases, ...more.callers.cases },
			details: { ...known.callers.details, ...more.callers.details },
		},
		cases: [...cases.values()].sort((a, b) => (a.case < b.case ? -1 : 1)),
	};
}

/** Replays all cases in order on one server: ids live on from case to case. */
export async function replayTwake(
	{ world, given, callers, cases }: Recordings,
	base: string,
	receiver: Receiver,
): Promise<Result[]> {
	const bindings = new Bindings();
	bindings.fix(RECORDED_RECEIVER, receiver.url.replace('http://', ''));
	for (const id of idsIn(world)) bindings.fix(id);
	const seeded = bindings.apply(world) as World;
	const { tokens } = (await post(`${base}/__sandbox/seed`, { world: seeded })) as {
		tokens: Tokens;
	};
	const credentials = new Credentials(base, world, tokens, callers);
	const results: Result[] = [];
	for (const file of cases) {
		const objects = given[file.case] ?? [];
		for (const id of idsIn(objects)) bindings.fix(id);
		if (objects.length) await post(`${base}/__sandbox/plant`, bindings.apply(asAtStart(objects)));
		const replay = new Replay(file, base, credentials, bindings, receiver);
		const problems = await replay.run().catch((error) => [failure('replay', error)]);
		results.push({ number: numberOf(file), title: file.title, problems });
	}
	return results;
}

class Replay {
	constructor(
		private readonly file: TwakeCase,
		private readonly base: string,
		private readonly credentials: Credentials,
		private readonly bindings: Bindings,
		private readonly receiver: Receiver,
	) {}

	async run(): Promise<Problem[]> {
		const { exchanges = [], hooks_received: hooks } = this.file;
		this.credentials.startCase();
		const told = toldDeliveries(this.file);
		// Hooks of the previous case may still be in flight.
		if (hooks) await sleep(HOOK_TAIL_MS);
		this.receiver.expect([], linkedPages(this.file));
		const problems: Problem[] = [];
		for (const [i, exchange] of exchanges.entries()) {
			if (!exchange.response?.status) continue;
			this.receiver.otherwise = answerBehind(exchange, told[i]);
			const before = this.receiver.deliveries.length;
			const found = await this.#exchange(i, exchange);
			if (told[i]) found.push(...toldProblems(told[i], this.receiver.deliveries.slice(before)));
			problems.push(...found);
			if (found.some(({ path }) => path === '(status)')) break;
		}
		problems.push(...visitProblems(this.file, this.receiver));
		if (!hooks || problems.length) return problems;
		return hookProblems(hooks, this.receiver, this.bindings, HOOK_PATIENCE_MS);
	}

	async #exchange(i: number, exchange: TwakeExchange): Promise<Problem[]> {
		const { request, response } = exchange;
		const answer = await fetch(this.base + this.bindings.path(request.path), {
			method: request.method,
			headers: await this.credentials.headers(this.file, i, request.headers),
			body: bodyOf(request, this.bindings),
			redirect: 'manual',
		});
		const text = await answer.text();
		const where = `#${i + 1} ${request.method} ${request.path}`;
		if (answer.status !== response?.status) {
			const actual = `${answer.status} ${text.slice(0, 120)}`;
			return [{ where, path: '(status)', recorded: String(response?.status), actual }];
		}
		if (response.body === undefined) return [];
		let json: unknown;
		try {
			json = JSON.parse(text);
		} catch {
			return [{ where, path: '(body)', recorded: 'JSON', actual: text.slice(0, 100) }];
		}
		this.credentials.keep(json);
		const created = request.method === 'POST' && resourceId(response.body);
		// What was planted for an earlier case may be made by a later one: twake.md [236] and
		// twake.md [500].
		if (created && !request.path.includes(created)) this.bindings.forget(created);
		return bodyDifferences(exchange, json, this.bindings).map((d) => ({ where, ...d }));
	}
}

async function post(url: string, body: unknown): Promise<unknown> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	const text = await response.text();
	if (!response.ok) throw new Error(`${url}: ${response.status} ${text}`);
	return text ? JSON.parse(text) : undefined;
}

const resourceId = (body: unknown) => (body as { resource?: { id?: string } } | null)?.resource?.id;

/** Every uuid anywhere in a value: these are the same on the server under test. */
function idsIn(value: unknown): string[] {
	return (
		JSON.stringify(value ?? null).match(
			/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
		) ?? []
	);
}
