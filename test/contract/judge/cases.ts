import fs from 'node:fs';
import path from 'node:path';

/** Why a case does not hold, or something soft about it. */
export interface Problem {
	where: string;
	path: string;
	recorded: string;
	actual: string;
}

export interface Result {
	/** Its three digits. */
	number: string;
	title: string;
	problems: Problem[];
}

export interface RecordedCase {
	case: string;
	title: string;
}

export function numberOf({ case: name }: RecordedCase): string {
	return name.slice(0, 3);
}

export function readJson<T>(folder: string, name: string): T | undefined {
	const file = path.join(folder, name);
	return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as T) : undefined;
}

/**
 * The cases of a folder by number; `only` like "100-147,300". The number is the start of `case`:
 * Twake's recordings write the whole name there, which no range matched.
 */
export function readCases<T extends RecordedCase>(folder: string, only = ''): T[] {
	const ranges = only
		.split(',')
		.filter(Boolean)
		.map((range) => range.split('-').map(Number));
	const wanted = (number: number) =>
		!ranges.length || ranges.some(([from, to = from]) => number >= from && number <= to);
	return fs
		.readdirSync(folder)
		.filter((name) => /^\d{3}-.*\.json$/.test(name) && wanted(Number(name.slice(0, 3))))
		.sort()
		.map((name) => readJson<T>(folder, name) as T);
}

export function failure(where: string, error: unknown): Problem {
	return {
		where,
		path: '',
		recorded: '',
		actual:
			error instanceof Error ? `${error.message} ${String(error.cause ?? '')}` : String(error),
	};
}
