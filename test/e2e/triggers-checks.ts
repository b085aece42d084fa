import { isDeepStrictEqual } from 'node:util';
import { until } from './until';

/** Logs whether checks pass, and counts those that fail. */
export class Checks {
	failed = 0;

	/** Waits until a check passes: n8n does much after answering. */
	async that<T>(what: string, look: () => T | Promise<T>, wanted: T): Promise<void> {
		let is = await look();
		const isRight = await until(async () => isDeepStrictEqual((is = await look()), wanted));
		console.log(`  ${isRight ? 'ok  ' : 'FAIL'}  ${what}`);
		if (isRight) return;
		this.failed++;
		console.log('        is:      ', JSON.stringify(is));
		console.log('        expected:', JSON.stringify(wanted));
	}
}
