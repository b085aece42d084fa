import fs from 'node:fs';
import path from 'node:path';

export type Service = 'chatwoot' | 'twake' | 'matrix';
export type Passing = Record<Service, string[]>;

const FILE = path.join(__dirname, 'passing.json');

/** Numbers of the cases that hold, per service: these must not be lost. */
export function readPassing(): Passing {
	if (!fs.existsSync(FILE)) return { chatwoot: [], twake: [], matrix: [] };
	return JSON.parse(fs.readFileSync(FILE, 'utf8')) as Passing;
}

/** Adds what holds now; removes what does not only if loss is allowed. */
export function updatePassing(
	passing: Passing,
	service: Service,
	{ passed, failed }: { passed: string[]; failed: string[] },
	allowLoss: boolean,
): void {
	const numbers = new Set([...passing[service], ...passed]);
	if (allowLoss) for (const number of failed) numbers.delete(number);
	passing[service] = [...numbers].sort();
}

export function writePassing(passing: Passing): void {
	fs.writeFileSync(FILE, `${JSON.stringify(passing, null, '\t')}\n`);
}
