import type { IDataObject } from 'n8n-workflow';
import { storedMark } from '../../nodes/shared/catching-up/mark';
import { clock } from '../../nodes/shared/retry';
import { Taken } from '../../nodes/shared/taken';
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
		let taken = new Taken(100, MINUTE);
		expect(taken.isNew(staticData, ['a', 'b'], START + 5 * MINUTE)).toBe(true);
		for (const later of [0, 1, 4, 5]) {
			now = START + later * MINUTE;
			expect(taken.isNew(staticData, ['b', 'c'], now + MINUTE)).toBe(false);
			taken = new Taken(100, MINUTE);
			expect(taken.isNew(stored(staticData), ['b', 'c'], now + MINUTE)).toBe(false);
		}
		now = START + 6 * MINUTE;
		expect(taken.isNew(staticData, ['b'], now + MINUTE)).toBe(true);
	});

	it('is kept whole for five minutes of a busy server', () => {
		const staticData: IDataObject = {};
		const taken = new Taken(20_000, MINUTE);
		const keys = Array.from({ length: 3_000 }, (_, index) => `key${index}`);
		for (const [index, key] of keys.entries()) {
			now = START + index * 100;
			expect(taken.isNew(staticData, [key], now + 5 * MINUTE)).toBe(true);
		}
		now = START + 4 * MINUTE;
		const restarted = new Taken(20_000, MINUTE);
		const data = stored(staticData);
		expect(keys.filter((key) => restarted.isNew(data, [key], now + MINUTE))).toEqual([]);
	});

	it('is forgotten by the minute when there is too much of it, but for the last minute', () => {
		const staticData: IDataObject = {};
		const taken = new Taken(100, MINUTE);
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
		const [one, other] = [new Taken(100, MINUTE), new Taken(100, MINUTE)];
		one.isNew(data, ['a'], START + MINUTE);
		other.isNew(data, ['b'], START + MINUTE);

		expect(one.isNew(data, ['b'], START + MINUTE)).toBe(false);
		expect(other.isNew(data, ['a'], START + MINUTE)).toBe(false);
	});
});

describe('what a node that catches up will ask about', () => {
	const since = () => storedMark(data)?.since;
	let data: IDataObject;
	let taken: Taken;
	/** Takes something, which can come again for five minutes. */
	const take = (key: string) => taken.isNew(data, [key], now + 5 * MINUTE);
	const hours = (count: number) => START + count * 60 * MINUTE;

	beforeEach(() => {
		data = { catchUp: { since: START } };
		taken = new Taken(100, 5 * MINUTE);
	});

	it('stays known after an hour in which n8n was down, and until the mark has passed it', () => {
		for (now = START; now < hours(1); now += MINUTE) take(`before-${now}`);
		now = hours(2);
		const restarted = new Taken(100, 5 * MINUTE);
		data = stored(data);
		expect(restarted.knows(data, [`before-${START}`])).toBe(true);
		expect(since()).toBe(START);

		data.catchUp = { since: hours(1) };
		expect(restarted.knows(data, [`before-${START}`])).toBe(false);
		expect(since()).toBe(hours(1));
	});

	it('is not asked about any more where too much had to be forgotten', () => {
		for (now = START; now < hours(1); now += 10_000) take(`event-${now}`);

		const begin = since()!;
		expect(begin).toBeGreaterThan(START);
		for (let at = START; at < hours(1); at += 10_000) {
			if (at >= begin) expect(taken.knows(data, [`event-${at}`])).toBe(true);
		}
	});

	it('is forgotten after half a day without a question, and the mark follows', () => {
		take('first');
		now = hours(13);
		take('later');

		expect(taken.knows(data, ['first'])).toBe(false);
		expect(since()).toBeGreaterThan(START);
		expect(since()).toBeLessThanOrEqual(START + MINUTE);
	});
});

describe('what n8n stores', () => {
	it('late is as new as what this process knows', () => {
		const [early, late]: IDataObject[] = [{}, {}];
		const taken = new Taken(100, MINUTE);
		taken.isNew(early, ['a'], START + MINUTE);
		taken.isNew(late, ['b'], START + MINUTE);

		expect(new Taken(100, MINUTE).isNew(stored(early), ['b'], START + MINUTE)).toBe(false);
	});
});

describe('how far a node that catches up has come', () => {
	it('stays known where n8n stores a delivery that began before the first question', () => {
		const [delivery, question]: IDataObject[] = [{}, {}];
		const taken = new Taken(100, MINUTE);
		expect(taken.markFor(question)).toEqual({ since: START });
		now += MINUTE;
		taken.isNew(delivery, ['a'], now + MINUTE);

		expect(storedMark(stored(delivery))).toEqual({ since: START });
		expect(taken.markFor({})).toEqual({ since: START });
	});

	it('is stored in its newest state by a delivery that takes longer than the round', () => {
		const delivery: IDataObject = {};
		const taken = new Taken(100, MINUTE);
		taken.markFor(delivery);
		now += 10 * MINUTE;
		taken.advance({}, { since: now - MINUTE, reached: now });
		expect(storedMark(stored(delivery))).toEqual({ since: now - MINUTE, reached: now });
		taken.advance({}, { since: now });
		expect(storedMark(stored(delivery))).toEqual({ since: now });
	});

	it('goes neither back nor into the future', () => {
		const data: IDataObject = {};
		const taken = new Taken(100, MINUTE);
		taken.markFor(data);
		expect(taken.advance(data, { since: START - MINUTE })).toEqual({ since: START });
		expect(taken.advance(data, { since: START + MINUTE })).toEqual({ since: START });
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
