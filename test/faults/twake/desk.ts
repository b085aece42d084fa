import { demoIds, demoWorld, startTwake } from '../../../sandbox/twake';
import type { TwakeSandbox } from '../../../sandbox/twake';
import { twakeRun } from '../../Twake/twake';
import type { Desk } from '../write-case';
import { twakeCases } from './cases';
import { twakeReaders } from './readers';

/** Logins, joining a thread and opening a direct channel: twice is the same as once. */
const HARMLESS = /\/login$|\/threads\/[^/]+$|\/workspaces\/direct\/channels$/;

export const twakeDesk: Desk<TwakeSandbox> = {
	name: 'Twake',
	cases: twakeCases,
	readers: twakeReaders,
	left: {},
	secrets: [demoIds.privateKey],
	start: async () => await startTwake(),
	reset(world) {
		world.seed(demoWorld);
		world.requests.length = 0;
	},
	snapshot: ({ state }) =>
		JSON.stringify(
			[...Object.entries(state)].map(([name, table]) => [
				name,
				name === 'clock' ? '' : plain(table),
			]),
		),
	run: (world, baseUrl, parameters) => twakeRun(world, { parameters, credential: { baseUrl } }),
	isDone({ status, body }) {
		// Refusals come with 200 (twake.md §4).
		const refusal = /^\s*\{[^]*"(error|statusCode)"\s*:/;
		return status < 300 && !refusal.test(body.subarray(0, 200).toString());
	},
	isHarmless: (path) => HARMLESS.test(path),
	mistakes: () => [],
};

/** Maps and sets as lists, at any depth. */
function plain(value: unknown): unknown {
	if (value instanceof Map) return [...value].map(([key, each]) => [key, plain(each)]);
	if (value instanceof Set) return [...value];
	return value;
}
