import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import type { Waits } from './deliveries';
import { measure, tsx } from './processes';
import { scaleJobs } from './scale-jobs';
import type { Cost } from './scale-jobs';
import type { Company } from './scale-server';

const COMPANY: Company = { contacts: 10_000, conversations: 10_000, messages: 10 };
const FULL = COMPANY.conversations;
/** A cost per item that grows by more than this with ten times as many items is no longer flat. */
const FLAT = 1.5;

type Row = (name: string, value: string, target: string) => void;

/**
 * `npm run bench -- --scale`: each job with a tenth of the company and with all of it, to see whether the
 * cost of one item grows with their number. Takes ten minutes at most on two idle cores.
 */
export async function runScale(row: Row, only: string | undefined): Promise<object> {
	const results: Record<string, object> = {};
	for (const [name, { share = 1 }] of Object.entries(scaleJobs)) {
		if (only !== undefined && only !== name) continue;
		// A fresh company for each, as some jobs change it.
		const desk = await startCompany();
		try {
			const costs: Array<Cost & { count: number; requests: number }> = [];
			for (const count of [(FULL * share) / 10, FULL * share]) {
				const cost = await measure<Cost>('scale', { name, baseUrl: desk.url, count });
				costs.push({ ...cost, count, requests: await desk.requests() });
			}
			for (const { count, seconds, cpuMs, requests, peakMb, heldMb, items } of costs) {
				const value = `${seconds.toFixed(1)} s, ${requests} requests, CPU ${cpuMs.toFixed(2)} ms each`;
				row(
					`${name}, ${count}: ${items} items`,
					value,
					`held ${heldMb.toFixed(1)} MB, peak ${peakMb.toFixed(0)} MB`,
				);
			}
			const growth = costs[1].cpuMs / costs[0].cpuMs;
			row(`${name}: CPU per item, ten times as many`, `${growth.toFixed(2)} ×`, `<= ${FLAT} ×`);
			results[name] = costs;
		} finally {
			desk.stop();
		}
	}
	if (only === undefined || only === 'deliveries') results.deliveries = await steadyDeliveries(row);
	return results;
}

/** The Chatwoot Trigger under 200 deliveries a second, for six seconds and for a minute. */
async function steadyDeliveries(row: Row): Promise<object> {
	const perSecond = 200;
	const results: object[] = [];
	for (const seconds of [6, 60]) {
		const load = { count: perSecond * seconds, width: 0, forged: 0, perSecond };
		const waits = await measure<Waits>('deliveries', load);
		const sorted = [...waits.ms].sort((one, other) => one - other);
		const share = (part: number) => sorted[Math.floor((sorted.length - 1) * part)].toFixed(1);
		const value = `${share(0.5)}, ${share(0.99)}, ${share(1)}`;
		row(`${perSecond} deliveries/s for ${seconds} s: ms (half, 99 %, all)`, value, 'all < 5000');
		row('runs; remembered', `${waits.runs}; ${waits.storedKb.toFixed(0)} kB`, '');
		results.push({ ...waits, ms: sorted.length });
	}
	return results;
}

async function startCompany(): Promise<{ url: string; requests(): Promise<number>; stop(): void }> {
	const script = join(__dirname, 'scale-server.ts');
	const child = spawn(process.execPath, [tsx, script, JSON.stringify(COMPANY)], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const lines = createInterface(child.stdout);
	const next = async () =>
		await new Promise<string>((resolve, reject) => {
			lines.once('line', resolve);
			child.once('exit', () => reject(new Error('The sandbox of the benchmark ended')));
		});
	const url = await next();
	const requests = async () => {
		const answer = next();
		child.stdin.write('\n');
		return Number(await answer);
	};
	await requests();
	return { url, requests, stop: () => void child.stdin.end() };
}
