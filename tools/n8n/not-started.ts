import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join, relative } from 'node:path';
import { cacheFolder } from './cache';
import { Problem } from './problem';
import { lastLines } from './processes';

const LINES = 15;

/** How a program ended that was not ready in time. */
export interface Ending {
	/** Its exit code; null while it runs. */
	code: number | null;
	seconds: number;
	/** How long it had. */
	limit: number;
}

/** Why a program did not start: the reason first, then what it wrote, of which a copy is kept. */
export function notStarted(log: string, ending: Ending): Problem {
	const output = readFileSync(log, 'utf8');
	const port = /port (\d+) is already in use/.exec(output)?.[1];
	if (port !== undefined) {
		return new Problem(
			`Another program took port ${port} on 127.0.0.1 while n8n was starting: run this again.`,
		);
	}
	const kept = join(cacheFolder(), 'not-started.log');
	mkdirSync(cacheFolder(), { recursive: true });
	copyFileSync(log, kept);
	const said = output.trim() === '' ? 'It wrote nothing.' : lastLines(output, LINES);
	return new Problem(
		`${reasonFor(output, ending)}\nIts last lines (all of them in ${relative('', kept)}):\n${said}`,
	);
}

function reasonFor(output: string, { code, seconds, limit }: Ending): string {
	if (code === null) {
		const load = loadavg()[0].toFixed(0);
		return `n8n was not ready within ${limit} seconds. This machine has ${availableParallelism()} processors and a load of ${load}: if others use them, run this again later.`;
	}
	const error = /^.*(?:\b[A-Z]\w*Error\b|\bError:|\berror:|EACCES|ENOSPC).*$/m.exec(output)?.[0];
	const why = error === undefined ? '' : `: ${error.trim()}`;
	return `n8n ended with exit code ${code} after ${seconds} seconds, before it was ready${why}`;
}
