import type { IDataObject } from 'n8n-workflow';
import {
	helper,
	helperSends,
	messages,
	ours,
	ourSends,
	people,
	pool,
	sendMessage,
} from './contenders';
import type { Contender } from './contenders';

export interface SpeedOptions {
	baseUrl: string;
	count: number;
	concurrency: number;
	rounds: number;
	/** Measure CPU time instead of wall-clock time. */
	cpu: boolean;
}

/**
 * What each contender needs for an item, in ms, for each round. They run one after the other in
 * every round, each time starting with a different one, so that a busy machine affects all alike.
 */
export async function speed(options: SpeedOptions): Promise<Record<string, number[]>> {
	const { baseUrl, concurrency } = options;
	const contenders = {
		ours: ours(baseUrl, concurrency),
		pool: pool(baseUrl, concurrency),
		helper: helper(baseUrl, concurrency, 'nothing'),
		'helper and parameters': helper(baseUrl, concurrency, 'parameters'),
		loop: helper(baseUrl, 1, 'parameters'),
	};
	return await race(contenders, people, options);
}

/** The same for messages of Twake Chat. */
export async function speedOfSends(options: SpeedOptions): Promise<Record<string, number[]>> {
	const { baseUrl, concurrency } = options;
	const contenders = {
		ours: ourSends(baseUrl, concurrency),
		pool: pool(baseUrl, concurrency, sendMessage),
		helper: helperSends(baseUrl, concurrency),
	};
	return await race(contenders, (count) => messages(count, concurrency), options);
}

async function race(
	contenders: Record<string, Contender>,
	itemsOf: (count: number) => IDataObject[],
	{ count, rounds, cpu }: SpeedOptions,
): Promise<Record<string, number[]>> {
	const names = Object.keys(contenders);
	const times: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
	for (const name of names) await contenders[name](itemsOf(cpu ? count : 50));
	for (let round = 0; round < rounds; round++) {
		for (let turn = 0; turn < names.length; turn++) {
			const name = names[(round + turn) % names.length];
			// The loop waits for every answer: a few items are enough.
			const items = itemsOf(name === 'loop' && !cpu ? Math.ceil(count / 20) : count);
			global.gc?.();
			const start = cpu ? cpuMs() : performance.now();
			await contenders[name](items);
			const end = cpu ? cpuMs() : performance.now();
			times[name].push((end - start) / items.length);
		}
	}
	return times;
}

function cpuMs(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}
