import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { SharedTurns, Turns } from '../../nodes/shared/turns';

describe('Turns', () => {
	it('never lets two pieces with a common key run at once, and keeps their order', async () => {
		const jobs = fc.array(
			fc.record({
				keys: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
				ms: fc.nat(3),
				fails: fc.boolean(),
			}),
			{ maxLength: 12 },
		);
		const check = async (given: Array<{ keys: string[]; ms: number; fails: boolean }>) => {
			const turns = new Turns();
			const running = new Map<string, number>();
			const ended: Array<[string, number]> = [];
			const work = given.map(async ({ keys, ms, fails }, index) => {
				const result = turns.take(keys, async () => {
					for (const key of keys) {
						expect(running.has(key)).toBe(false);
						running.set(key, index);
					}
					await sleep(ms);
					for (const key of keys) {
						running.delete(key);
						ended.push([key, index]);
					}
					if (fails) throw new Error(`job ${index}`);
					return index;
				});
				if (fails) await expect(result).rejects.toThrow(`job ${index}`);
				else expect(await result).toBe(index);
			});
			await Promise.all(work);
			for (const key of ['a', 'b', 'c']) {
				const order = ended.filter(([each]) => each === key).map(([, index]) => index);
				expect(order).toEqual([...order].sort((one, other) => one - other));
			}
		};
		await fc.assert(fc.asyncProperty(jobs, check), { numRuns: 50 });
	});

	it('does not hold up work with other keys', async () => {
		const turns = new Turns();
		const ended: string[] = [];
		await Promise.all([
			turns.take(['a'], async () => {
				await sleep(20);
				ended.push('a');
			}),
			turns.take(['b'], async () => void ended.push('b')),
		]);
		expect(ended).toEqual(['b', 'a']);
	});
});

describe('SharedTurns', () => {
	const one = {};
	const other = {};
	const turn = async (turns: SharedTurns<string>, run: object, value: string, key = 'a') =>
		await turns.take(key, run, async (known) => {
			const before = known.value;
			known.value = value;
			return before;
		});

	it('hands a run what it knew at its last turn', async () => {
		const turns = new SharedTurns<string>();
		await turn(turns, one, 'first');

		expect(await turn(turns, one, 'second')).toBe('first');
		expect(await turn(turns, one, 'of another thing', 'b')).toBeUndefined();
		expect(await turn(turns, one, 'third')).toBe('second');
	});

	it('forgets it when another run had a turn in between', async () => {
		const turns = new SharedTurns<string>();
		await turn(turns, one, 'first');
		await turn(turns, other, 'second');

		expect(await turn(turns, one, 'third')).toBeUndefined();
		expect(await turn(turns, other, 'fourth')).toBeUndefined();
	});

	it('forgets it after a failure', async () => {
		const turns = new SharedTurns<string>();
		await turn(turns, one, 'first');
		const failing = turns.take('a', one, async () => {
			throw new Error('lost');
		});

		await expect(failing).rejects.toThrow('lost');
		expect(await turn(turns, one, 'second')).toBeUndefined();
	});

	it('lets one run after the other', async () => {
		const turns = new SharedTurns<string>();
		const ended: string[] = [];
		await Promise.all([
			turns.take('a', one, async () => {
				await sleep(20);
				ended.push('one');
			}),
			turns.take('a', other, async () => void ended.push('other')),
		]);

		expect(ended).toEqual(['one', 'other']);
	});
});
