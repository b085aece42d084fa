import { readCases } from './judge/cases';
import type { RecordedCase } from './judge/cases';

interface Exchange {
	/** Who called, or in which case, where it matters. */
	as?: string | null;
	request: { method: string; path: string; body?: unknown };
	response: { status: number; body?: unknown };
}

interface Shown extends RecordedCase {
	exchanges: Exchange[];
}

/** Longer bodies are cut: they are lists of the same. */
const LONGEST = 2000;

/** Prints what was sent to the real server and what it answered, an exchange in two lines. */
export function show(folder: string, only: string | undefined): void {
	for (const { case: name, title, exchanges } of readCases<Shown>(folder, only)) {
		console.log(`\n${name} ${title}`);
		for (const { as, request, response } of exchanges) {
			const caller = as ? ` (${as})` : '';
			console.log(`  ${request.method} ${request.path}${caller}${text(request.body)}`);
			console.log(`    ${response.status}${text(response.body)}`);
		}
	}
}

function text(body: unknown): string {
	if (body === undefined || body === null) return '';
	const whole = JSON.stringify(body);
	return ` ${whole.length > LONGEST ? `${whole.slice(0, LONGEST)}…` : whole}`;
}
