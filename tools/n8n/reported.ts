import type { Tell } from './tell';

const EVERY = 5000;

/** Says every few seconds how far some work is, so that nobody waits in silence. */
export async function reported<T>(
	tell: Tell,
	progress: () => string,
	work: () => Promise<T>,
): Promise<T> {
	const timer = setInterval(() => tell(`  ${progress()}`), EVERY);
	try {
		return await work();
	} finally {
		clearInterval(timer);
	}
}
