// Runs one measurement in its own process: the first argument names it, the second holds its
// options as JSON; the result goes to the standard output as JSON.
import { countCalls, pickers } from './calls';
import { deliveries } from './deliveries';
import { memoryCases } from './memory';
import { scale } from './scale-jobs';
import { speed, speedOfSends } from './speed';
import type { SpeedOptions } from './speed';

interface MemoryOptions {
	name: string;
	baseUrl: string;
	quick: boolean;
}

const jobs: Record<string, (options: never) => Promise<unknown>> = {
	speed: async (options: SpeedOptions) => await speed(options),
	sends: async (options: SpeedOptions) => await speedOfSends(options),
	memory: async ({ name, baseUrl, quick }: MemoryOptions) =>
		await memoryCases[name](baseUrl, quick),
	calls: countCalls,
	pickers,
	deliveries,
	scale,
};

const [, , name, options = '{}'] = process.argv;
jobs[name](JSON.parse(options) as never).then(
	(result) => process.stdout.write(`\n${JSON.stringify(result)}\n`, () => process.exit()),
	(error) => {
		console.error(error);
		process.exit(1);
	},
);
