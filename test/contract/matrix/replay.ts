import { setTimeout as sleep } from 'node:timers/promises';
import type { MatrixSandbox } from '../../../sandbox/matrix';
import type { Problem } from '../judge/cases';
import type { Receiver } from '../judge/receiver';
import { Acts, settingsOf } from './acts';
import { differences } from './answers';
import { Bindings } from './bindings';
import { bodyOf, pathInFull } from './bodies';
import { expectTransactions, transactionProblems, untilTold } from './deliveries';
import type { MatrixCase, MatrixExchange, RecordedRequest } from './recording';
import type { Sent } from './send';
import { send } from './send';
import { asOfNow, momentsOf } from './times';

const BASE = 'http://matrix.test';

/** The bridge that the recorded server knew. */
const SERVICE = {
	id: 'n8n-bridge',
	token: 'AS_TOKEN',
	hsToken: 'HS_TOKEN',
	sender: 'n8nbridge',
	prefix: 'bridge_',
};

/** How long a request has the server to itself before the next concurrent one. */
const HEAD_START_MS = 40;

/** The longest wait where the recorder waited. */
const LONGEST_PAUSE_MS = 6000;

const OF_THE_CONNECTION = /^(host|content-length|connection)$/i;

/** Replays one case; every case has its own world. */
export async function replayMatrix(
	file: MatrixCase,
	sandbox: MatrixSandbox,
	receiver: Receiver,
): Promise<Problem[]> {
	sandbox.seed({ ...file.world, services: [{ ...SERVICE, url: receiver.url }] }, settingsOf(file));
	const replay = new Replay(file, sandbox, receiver);
	return await replay.run();
}

interface Running {
	/** When it ended in the recording. */
	until: number;
	done: Promise<Problem[]>;
}

class Replay {
	private readonly bindings = new Bindings();
	private readonly acts: Acts;
	private running: Running[] = [];
	private readonly sentTexts: string[] = [];
	private readonly moments: Map<string, number>;
	/** Whether a request has named a text that is too long to stand there by chance. */
	private readonly given = (text: string) =>
		text.length > 9 &&
		this.sentTexts.some((sent) => sent.includes(text) || sent.includes(encodeURIComponent(text)));

	constructor(
		private readonly file: MatrixCase,
		private readonly sandbox: MatrixSandbox,
		private readonly receiver: Receiver,
	) {
		this.acts = new Acts(file, sandbox);
		this.moments = momentsOf(file);
		this.bindings.learn(BASE, sandbox.url);
		this.bindings.learn(`${BASE}/`, `${sandbox.url}/`);
	}

	async run(): Promise<Problem[]> {
		this.acts.begin();
		expectTransactions(this.file, this.receiver);
		const problems: Problem[] = [];
		for (const [i, exchange] of this.file.exchanges.entries()) {
			problems.push(...(await this.settle(exchange.at ?? Infinity)));
			if (exchange.pause_ms) await sleep(Math.min(exchange.pause_ms, LONGEST_PAUSE_MS));
			if (!exchange.request) continue;
			const before = this.receiver.deliveries.length;
			this.acts.before(exchange);
			const next = this.file.exchanges[i + 1];
			if (exchange.broken) problems.push(...(await this.broken(i, exchange)));
			else if (exchange.times) await this.repeat(exchange);
			else if (endOf(exchange) > (next?.at ?? Infinity)) {
				this.running.push({ until: endOf(exchange), done: this.exchange(i, exchange) });
				await sleep(HEAD_START_MS);
			} else problems.push(...(await this.exchange(i, exchange)));
			await untilTold(this.file, exchange.request.path, this.receiver, before);
			// Everything after it would fail the same way.
			if (problems.some(({ path }) => path === '(status)')) break;
		}
		problems.push(...(await this.settle(Infinity)));
		if (!problems.length)
			problems.push(...(await transactionProblems(this.file, this.receiver, this.bindings)));
		for (const mistake of this.sandbox.mistakes.splice(0))
			problems.push({
				where: 'sandbox',
				path: '(mistake)',
				recorded: '',
				actual: String((mistake as Error).stack),
			});
		return problems;
	}

	/** Waits for what had ended before a moment of the recording. */
	private async settle(at: number): Promise<Problem[]> {
		const over = this.running.filter(({ until }) => until <= at);
		this.running = this.running.filter(({ until }) => until > at);
		return (await Promise.all(over.map(({ done }) => done))).flat();
	}

	private async exchange(i: number, exchange: MatrixExchange): Promise<Problem[]> {
		const { request, response, setup } = exchange;
		if (!request || !response) return [];
		const where = `#${i} ${request.method} ${decode(request.path)}`;
		let got: Sent;
		try {
			got = await this.send(request);
		} catch (error) {
			return [
				{ where, path: '(status)', recorded: String(response.status), actual: String(error) },
			];
		}
		const found = differences(request, response, got, this.bindings, this.given);
		const shown = setup ? found.filter(({ path }) => path === '(status)') : found;
		return shown.map((difference) => ({ where, ...difference }));
	}

	private send(request: RecordedRequest): Promise<Sent> {
		const headers = Object.entries(request.headers)
			.filter(([name]) => !OF_THE_CONNECTION.test(name))
			.map(([name, value]) => [name, latin(this.bindings.text(String(value)))]);
		const body = bodyOf(request, this.bindings);
		const length = Object.keys(request.headers).some((name) => /^transfer-encoding$/i.test(name))
			? {}
			: { 'Content-Length': String(body?.length ?? 0) };
		this.sentTexts.push(request.path, JSON.stringify(request.body ?? ''));
		return send(this.sandbox.url, {
			method: request.method,
			path: this.pathOf(request.path),
			headers: { ...Object.fromEntries(headers), ...(body ? length : {}) } as Record<
				string,
				string
			>,
			body,
		});
	}

	private pathOf(recorded: string): string {
		const path = asOfNow(recorded, this.moments, this.bindings, this.sandbox);
		return pathInFull(this.bindings.text(path));
	}

	/** Equal requests one after the other; their events are bound in that order. */
	private async repeat({ request, times = 0, ids = [] }: MatrixExchange): Promise<void> {
		for (let n = 1; n <= times; n++) {
			const text = JSON.stringify(request).replaceAll('{n}', String(n));
			const got = await this.send(JSON.parse(text) as RecordedRequest);
			const { event_id: id } = JSON.parse(got.bytes.toString()) as { event_id: string };
			if (ids[n - 1]) this.bindings.learn(ids[n - 1], id);
		}
	}

	/** A connection that broke: the address was too long, or the server stopped. */
	private async broken(i: number, { request, broken }: MatrixExchange): Promise<Problem[]> {
		// The server was down: there is nothing to send to.
		if (!request || broken === 'ECONNREFUSED') return [];
		const outcome = this.send(request).then(
			({ status }) => String(status),
			(error: NodeJS.ErrnoException) => error.code ?? error.message,
		);
		await sleep(HEAD_START_MS);
		if (/timeout=\d{4}/.test(request.path)) this.sandbox.restart();
		const actual = await outcome;
		const where = `#${i} ${request.method} ${decode(request.path).slice(0, 80)}`;
		return actual === broken ? [] : [{ where, path: '(broken)', recorded: String(broken), actual }];
	}
}

function endOf({ at = 0, response }: MatrixExchange): number {
	return at + (response?.ms ?? 0);
}

/** Node sends header values as bytes, one per character. */
function latin(text: string): string {
	return Buffer.from(text).toString('latin1');
}

function decode(path: string): string {
	try {
		return decodeURIComponent(path).slice(0, 300);
	} catch {
		return path;
	}
}
