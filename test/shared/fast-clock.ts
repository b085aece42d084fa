import { clock } from '../../nodes/shared/retry';

/** Lets the time of the waiting rules pass `factor` times as fast, until the mocks are restored. */
export function shrinkTime(factor: number): void {
	const start = Date.now();
	jest.spyOn(clock, 'now').mockImplementation(() => start + (Date.now() - start) * factor);
	jest.spyOn(clock, 'sleep').mockImplementation(async (ms, signal) => {
		const end = clock.now() + ms;
		for (let rest = ms; rest > 0 && !signal?.aborted; rest = end - clock.now()) {
			await new Promise((resolve) => setTimeout(resolve, Math.min(rest / factor, 20)));
		}
	});
}
