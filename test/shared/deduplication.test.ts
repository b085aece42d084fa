import type { IDataObject } from 'n8n-workflow';
import { Deduplication } from '../../nodes/shared/deduplication';
import { clock } from '../../nodes/shared/retry';
import { TriggerMemories } from '../../nodes/shared/trigger-memory';

const START = 1_800_000_000_000;
const MINUTE = 60_000;
let now: number;

beforeEach(() => {
	now = START;
	jest.spyOn(clock, 'now').mockImplementation(() => now);
});
afterEach(() => jest.restoreAllMocks());

/** What n8n returns after a restart. */
const stored = (staticData: IDataObject) => JSON.parse(JSON.stringify(staticData)) as IDataObject;

describe('what a trigger has taken', () => {
	it('is known for as long as it can come again, in this process and after a restart', () => {
		const staticData: IDataObject = {};
		let taken = new Deduplication(100);
		expect(taken.isNew(staticData, ['a', 'b'], START + 5 * MINUTE)).toBe(true);
		for (const later of [0, 1, 4, 5]) {
			now = START + later * MINUTE;
			expect(taken.isNew(staticData, ['b', 'c'], now + MINUTE)).toBe(false);
			taken = new Deduplication(100);
			expect(taken.isNew(stored(staticData), ['b', 'c'], now + MINUTE)).toBe(false);
		}
		now = START + 6 * MINUTE;
		expect(taken.isNew(staticData, ['b'], now + MINUTE)).toBe(true);
	});

	it('is kept whole for five minutes of a busy server', () => {
		const staticData: IDataObject = {};
		const taken = new Deduplication(20_000);
		const keys = Array.from({ length: 3_000 }, (_, index) => `key${index}`);
		for (const [index, key] of keys.entries()) {
			now = START + index * 100;
			expect(taken.isNew(staticData, [key], now + 5 * MINUTE)).toBe(true);
		}
		now = START + 4 * MINUTE;
		const restarted = new Deduplication(20_000);
		const data = stored(staticData);
		expect(keys.filter((key) => restarted.isNew(data, [key], now + MINUTE))).toEqual([]);
	});

	it('is forgotten by the minute when there is too much of it, but for the last minute', () => {
		const staticData: IDataObject = {};
		const taken = new Deduplication(100);
		for (let index = 0; index < 600; index++) {
			now = START + index * 1000;
			taken.isNew(staticData, [`key${index}`], now + 60 * MINUTE);
		}
		const kept = Object.values(staticData.seen as Record<string, string>)
			.join(' ')
			.split(' ');
		expect(kept.length).toBeLessThanOrEqual(160);
		expect(kept).toContain('key599');
		expect(taken.isNew(staticData, ['key599'], now)).toBe(false);
	});

	it('is put together where two processes have written', () => {
		const data: IDataObject = {};
		const [one, other] = [new Deduplication(100), new Deduplication(100)];
		one.isNew(data, ['a'], START + MINUTE);
		other.isNew(data, ['b'], START + MINUTE);

		expect(one.isNew(data, ['b'], START + MINUTE)).toBe(false);
		expect(other.isNew(data, ['a'], START + MINUTE)).toBe(false);
	});
});

describe('what n8n stores', () => {
	it('late is as new as what this process knows', () => {
		const [early, late]: IDataObject[] = [{}, {}];
		const taken = new Deduplication(100);
		taken.isNew(early, ['a'], START + MINUTE);
		taken.isNew(late, ['b'], START + MINUTE);
		taken.store(early);

		expect(new Deduplication(100).isNew(stored(early), ['b'], START + MINUTE)).toBe(false);
	});
});

describe('the memory of a trigger', () => {
	const trigger = (id: string) =>
		({ getWorkflow: () => ({ id }), getNode: () => ({ id: 'node' }) }) as never;

	it('is one thing per trigger, and ends with it', () => {
		const memories = new TriggerMemories(() => ({ count: 0 }));
		memories.of(trigger('a')).count++;
		memories.of(trigger('a')).count++;
		memories.of(trigger('b')).count++;
		expect([memories.of(trigger('a')).count, memories.of(trigger('b')).count]).toEqual([2, 1]);

		memories.end(trigger('a'));
		expect([memories.of(trigger('a')).count, memories.of(trigger('b')).count]).toEqual([0, 1]);
	});

	it('goes at last where nobody here has ended the trigger', () => {
		const memories = new TriggerMemories(() => ({ count: 0 }));
		memories.of(trigger('gone')).count++;
		for (let index = 0; index < 1000; index++) memories.of(trigger(`other${index}`));

		expect(memories.of(trigger('gone')).count).toBe(0);
	});
});
