import { Problem } from '../n8n';

type Closer = () => Promise<unknown> | void;

/** Where a program hands in what has to be ended when it ends. */
export type AtEnd = (closer: Closer) => void;

/**
 * Runs a program and exits with the code that it returns. Whatever it handed in is ended before, the
 * last first, also on Ctrl-C and when it throws. A Problem is shown as one sentence.
 */
export function runToEnd(main: (atEnd: AtEnd, isEnding: () => boolean) => Promise<number>): void {
	const closers: Closer[] = [];
	let ending: Promise<void> | undefined;
	const end = () => {
		// Everybody who asks waits for the same end.
		ending ??= (async () => {
			for (const closer of closers.reverse()) await closer();
		})();
		return ending;
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		// Not once: the terminal tells everybody in its group, and tsx hands it on as well.
		process.on(signal, () => {
			void end().then(() => process.exit(130));
		});
	}
	void main(
		(closer) => closers.push(closer),
		() => ending !== undefined,
	)
		.catch((error: unknown) => {
			if (!ending) console.error(error instanceof Problem ? error.message : error);
			return 1;
		})
		.then(async (code) => {
			await end();
			process.exit(code);
		});
}
