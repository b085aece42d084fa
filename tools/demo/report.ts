import type { Execution } from '../n8n';
import type { Shown } from './chats';

const started = Date.now();

/** A short form of what each of our nodes output. */
export function report({ status, data }: Execution): void {
	const { runData, error } = data.resultData;
	for (const [name, [run]] of Object.entries(runData)) {
		const { json } = run.data?.main[0]?.[0] ?? {};
		const { id, text, url } = json ?? {};
		const facts = Object.entries({ id, text, url }).filter(([, value]) => value !== undefined);
		const line = facts.map(([key, value]) => `${key} ${String(value)}`).join(', ');
		console.log(`  ${name.padEnd(25)} ${run.error?.message ?? line}`);
	}
	tell(`n8n says: ${status}${error ? ` (${error.message})` : ''}`);
}

/** What a chat shows. */
export function show(title: string, shown: Shown): void {
	tell(title);
	for (const { title: name, messages } of shown) {
		console.log(`  ${name}`);
		for (const message of messages) console.log(`    ${message}`);
	}
}

/** A step, with the seconds since the start. */
export function tell(line: string): void {
	const seconds = ((Date.now() - started) / 1000).toFixed(0).padStart(3);
	console.log(`${seconds} s  ${line}`);
}
