import { setTimeout as sleep } from 'node:timers/promises';
import { clock } from '../../nodes/shared/retry';

/** Speeds up the time of the waiting rules by `factor`, until the mocks are restored. */
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

/** Time that passes only when the test says so, until the mocks are restored. */
export interface StoppedTime {
	/** How many wait for it to pass. */
	sleeping(): number;
	pass(ms: number): void;
}

export function stopTime(): StoppedTime {
	let now = Date.now();
	let sleepers: Array<{ end: number; wake: () => void }> = [];
	jest.spyOn(clock, 'now').mockImplementation(() => now);
	const asleep = async (ms: number) => {
		await new Promise<void>((wake) => sleepers.push({ end: now + ms, wake }));
	};
	jest.spyOn(clock, 'sleep').mockImplementation(asleep);
	jest.spyOn(clock, 'later').mockImplementation(asleep);
	return {
		sleeping: () => sleepers.length,
		pass(ms) {
			now += ms;
			const due = sleepers.filter(({ end }) => end <= now);
			sleepers = sleepers.filter(({ end }) => end > now);
			for (const { wake } of due) wake();
		},
	};
}

/** Lets time pass in steps, until something is so. */
export async function passing(time: StoppedTime, isSo: () => boolean, step: number): Promise<void> {
	while (!isSo()) {
		time.pass(step);
		await sleep(5);
	}
}
