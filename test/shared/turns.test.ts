import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { Turns } from '../../nodes/shared/turns';

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
