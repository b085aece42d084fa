import { isDeepStrictEqual } from 'node:util';
import { until } from './examples-click';

/** Says of things whether they are as they should be, and counts those that are not. */
export class Checks {
	failed = 0;

	/** Waits until something is as it should be: n8n does much beside its answers. */
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
