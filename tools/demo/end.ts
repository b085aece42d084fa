import { Problem } from '../n8n';

type Closer = () => Promise<unknown> | void;

/** Registers what has to be ended when the program ends. */
export type AtEnd = (closer: Closer) => void;

/**
 * Runs a program and exits with the code that it returns. Before that, everything it registered is ended,
 * last first, even on Ctrl-C and when it throws. A Problem is shown as one sentence.
 */
export function runToEnd(main: (atEnd: AtEnd, isEnding: () => boolean) => Promise<number>): void {
	const closers: Closer[] = [];
	let ending: Promise<void> | undefined;
	const end = () => {
		// All callers wait for the same ending.
		ending ??= (async () => {
			for (const closer of closers.reverse()) await closer();
		})();
		return ending;
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		// Not `once`: the terminal signals the whole group, and tsx passes the signal on as well.
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
