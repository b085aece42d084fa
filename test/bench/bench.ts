// `npm run bench`: the nodes beside what n8n and undici can do, in the same run and against the same
// server. Prints a table and writes bench-results.json. `-- --quick` takes a minute instead of many,
// `-- --scale` measures large jobs instead.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Calls } from './calls';
import type { Waits } from './deliveries';
import type { Growth } from './memory';
import { packageSize } from './package-size';
import { measure, root, startServer } from './processes';
import { runScale } from './scale';
import { ratios, shown, spreadOf } from './statistics';

const quick = process.argv.includes('--quick');
const only = process.argv.find((word) => word.startsWith('--only='))?.slice('--only='.length);
const rounds = quick ? 2 : 5;
const results: Record<string, unknown> = { node: process.version, cpus: cpus().length, quick };

/** Counted targets that were missed. Times and memory never fail a run: machines differ. */
const missed: string[] = [];

function counted(name: string, value: number, most: number, target = `<= ${most}`): void {
	row(name, String(value), target);
	if (value > most) missed.push(name);
}

function row(name: string, value: string, target: string): void {
	console.log(`${name.padEnd(58)} ${value.padEnd(26)} ${target}`);
}

async function throughput(url: string): Promise<void> {
	for (const concurrency of [5, 20, 50]) {
		// The first item runs alone, which would dominate a run of a few rounds.
		const count = quick ? 10 * concurrency : 1_000;
		const options = { baseUrl: `${url}/ms50`, count, concurrency, rounds, cpu: false };
		const times = await measure<Record<string, number[]>>('speed', options);
		results[`throughput at ${concurrency}`] = times;
		const title = `${count} creates, 50 ms answers, ${concurrency} at once`;
		const share = (name: string) => shown(ratios(times[name], times.ours));
		const perSecond = shown(spreadOf(times.ours.map((ms) => 1000 / ms)), 0);
		row(`${title}: items/s`, perSecond, '');
		row(`${title}: of undici`, share('pool'), concurrency < 50 ? '>= 0.95' : '');
		row(`${title}: of the helper`, share('helper'), concurrency < 50 ? '' : '>= 0.95');
		row(`${title}: of a for-loop`, share('loop'), '');
	}
}

async function sends(url: string): Promise<void> {
	for (const concurrency of [5, 20]) {
		// What the node asks about each room takes as long as a message.
		const count = (quick ? 20 : 200) * concurrency;
		const options = { baseUrl: `${url}/ms50`, count, concurrency, rounds, cpu: false };
		const times = await measure<Record<string, number[]>>('sends', options);
		results[`sends at ${concurrency}`] = times;
		const title = `${count} messages of Twake Chat, 50 ms answers, ${concurrency} at once`;
		const share = (name: string) => shown(ratios(times[name], times.ours));
		const perSecond = shown(spreadOf(times.ours.map((ms) => 1000 / ms)), 0);
		row(`${title}: items/s`, perSecond, '');
		row(`${title}: of undici`, share('pool'), '>= 0.93');
		row(`${title}: of the helper`, share('helper'), '>= 1');
	}
}

async function work(url: string): Promise<void> {
	const count = quick ? 200 : 1_000;
	const options = { baseUrl: url, count, concurrency: 20, rounds: quick ? 3 : 9, cpu: true };
	const times = await measure<Record<string, number[]>>('speed', options);
	results['cpu per item'] = times;
	for (const [name, values] of Object.entries(times)) {
		row(`CPU per item, 0 ms answers: ${name} (ms)`, shown(spreadOf(values)), '');
	}
	row('CPU per item over the helper', shown(ratios(times.ours, times.helper)), '<= 1.15');
	const read = times['helper and parameters'];
	row('CPU per item over the helper that reads parameters', shown(ratios(times.ours, read)), '');
}

async function memory(url: string): Promise<void> {
	const limits: Record<string, string> = { upload: '< 40 MB', download: '< 40 MB' };
	const names = ['creates', 'creates by the bare helper', 'rows', 'upload', 'download'];
	for (const name of names) {
		const { grown, json } = await measure<Growth>('memory', { name, baseUrl: url, quick });
		results[`memory of ${name}`] = { grown, json };
		const limit = limits[name] ?? '<= 64 MB';
		row(
			`memory: ${name}, over its JSON of ${json.toFixed(1)} MB`,
			`${(grown - json).toFixed(1)} MB`,
			limit,
		);
	}
}

async function calls(): Promise<void> {
	const counts = await measure<Record<string, Calls>>('calls');
	results.calls = counts;
	for (const [name, { perItem, most }] of Object.entries(counts)) {
		counted(`requests per item: ${name}`, perItem, most);
	}
	const painted = await measure<Record<string, Record<string, number>>>('pickers');
	results.pickers = painted;
	for (const [name, { requests, entries, ms }] of Object.entries(painted)) {
		row(`first paint of a picker: ${name}`, `${entries} entries, ${ms} ms`, '');
		counted('requests for it', requests, 1);
	}
}

async function deliveries(): Promise<void> {
	const count = quick ? 1_000 : 5_000;
	for (const [width, forged] of [
		[10, 0],
		[200, 0],
		[10, 5],
	]) {
		const { ms, runs, storedKb } = await measure<Waits>('deliveries', { count, width, forged });
		const sorted = [...ms].sort((one, other) => one - other);
		const share = (part: number) => sorted[Math.floor((sorted.length - 1) * part)].toFixed(1);
		results[`deliveries, ${width} at once, ${forged} forged`] = { runs, storedKb, ms: sorted };
		const title = `${count} deliveries, ${width} at once${forged > 0 ? `, ${forged} forged of 15 MB` : ''}`;
		const waits = `${share(0.5)}, ${share(0.99)}, ${share(1)}`;
		row(`${title}: answered (ms: half, 99 %, all)`, waits, 'all < 5000');
		row(`${title}: runs; remembered`, `${runs}; ${storedKb.toFixed(0)} kB`, `${count / 2} runs`);
	}
}

function size(): void {
	const { tarballKb, files, listed, loadMs } = packageSize(quick ? 3 : 9);
	results.package = { tarballKb, files, loadMs };
	row('load time of all nodes and credentials (ms)', shown(loadMs, 1), '< 50');
	counted('tarball (kB)', Math.ceil(tarballKb), 300);
	counted('files of code', files, listed + 1, 'one per node and credential, one with all they do');
}

function save(): void {
	writeFileSync(join(root, 'bench-results.json'), `${JSON.stringify(results, null, '\t')}\n`);
}

async function bench(): Promise<void> {
	if (process.argv.includes('--scale')) {
		results.scale = await runScale(row, only);
		return save();
	}
	const server = await startServer();
	try {
		const parts: Record<string, () => Promise<void> | void> = {
			throughput: async () => await throughput(server.url),
			sends: async () => await sends(server.url),
			work: async () => await work(server.url),
			memory: async () => await memory(server.url),
			calls,
			deliveries,
			size,
		};
		for (const [name, part] of Object.entries(parts)) {
			if (only === undefined || only === name) await part();
		}
		save();
	} finally {
		server.stop();
	}
	if (missed.length > 0) throw new Error(`More than it should be: ${missed.join(', ')}`);
}

bench().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
