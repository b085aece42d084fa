import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notStarted } from '../../tools/n8n/not-started';
import { problemIn, progressIn } from '../../tools/n8n/pnpm-log';

let folder: string;
let log: string;
const before = process.env.N8N_SANDBOX_CACHE;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'cold-start-'));
	log = join(folder, 'log');
	process.env.N8N_SANDBOX_CACHE = join(folder, 'cache');
});

afterEach(() => {
	rmSync(folder, { recursive: true });
	if (before === undefined) delete process.env.N8N_SANDBOX_CACHE;
	else process.env.N8N_SANDBOX_CACHE = before;
});

const lines = (...events: object[]) => events.map((event) => `${JSON.stringify(event)}\n`).join('');
const progress = (status: string) => ({ name: 'pnpm:progress', level: 'debug', status });
const started = (size: number | null) => ({
	name: 'pnpm:fetching-progress',
	level: 'debug',
	status: 'started',
	size,
});

describe('an installation', () => {
	it('tells how many packages are in place and how much was downloaded', () => {
		expect(progressIn(log)).toBe('0 of 0 packages');
		const resolved = progress('resolved');
		writeFileSync(log, lines(resolved, resolved, progress('imported')) + '{"name":"pnpm:pro');
		expect(progressIn(log)).toBe('1 of 2 packages');
		writeFileSync(log, lines(resolved, started(2_400_000), started(null), started(800_000)));
		expect(progressIn(log)).toBe('0 of 1 packages, 3 MB downloaded');
	});

	it('tells what went wrong in the words of pnpm', () => {
		expect(problemIn('')).toBeUndefined();
		const failed = { name: 'pnpm', level: 'error', err: { message: 'No space left on device' } };
		expect(problemIn(lines(progress('resolved'), failed))).toBe('No space left on device');
	});
});

describe('an n8n that does not start', () => {
	const reasonIn = (message: string) => message.split('\n')[0];
	/** The file that the message names, wherever the test runs. */
	const keptIn = (message: string) => /\(all of them in (.*)\):/.exec(message)?.[1] ?? '';

	it('says first why it ended, and keeps what it wrote', () => {
		writeFileSync(log, 'n8n is starting\nError: no such column: nodes\n    at here\n');
		const { message } = notStarted(log, { code: 1, seconds: 4, limit: 300 });
		expect(reasonIn(message)).toBe(
			'n8n ended with exit code 1 after 4 seconds, before it was ready: Error: no such column: nodes',
		);
		rmSync(log);
		expect(readFileSync(keptIn(message), 'utf8')).toContain('no such column');
	});

	it('names the limit that it did not keep', () => {
		writeFileSync(log, '');
		const { message } = notStarted(log, { code: null, seconds: 300, limit: 300 });
		expect(reasonIn(message)).toMatch(/^n8n was not ready within 300 seconds\. .*a load of \d+/);
		expect(message).toContain('It wrote nothing.');
		expect(existsSync(keptIn(message))).toBe(true);
	});

	it('knows when another program has its port', () => {
		writeFileSync(log, "n8n's port 5678 is already in use");
		const { message } = notStarted(log, { code: 1, seconds: 2, limit: 300 });
		expect(message).toBe(
			'Another program took port 5678 on 127.0.0.1 while n8n was starting: run this again.',
		);
	});
});
