import { setTimeout as sleep } from 'node:timers/promises';

/** The machine may be busy. */
const PATIENCE = 120_000;

/** Waits for a condition, two minutes at most unless told otherwise; returns whether it was met. */
export async function until(
	isSo: () => boolean | Promise<boolean>,
	patience = PATIENCE,
): Promise<boolean> {
	const deadline = Date.now() + patience;
	while (!(await isSo())) {
		if (Date.now() > deadline) return false;
		await sleep(100);
	}
	return true;
}
