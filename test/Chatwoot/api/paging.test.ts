import fc from 'fast-check';
import { walkDown, walkUp } from '../../../nodes/Chatwoot/api/message-paging';
import { walkPages } from '../../../nodes/Chatwoot/api/paging';
import { take } from '../../../nodes/shared/pages';

/** Conversations as the server lists them: by last activity, in numbered pages, with a count. */
class Desk {
	private clock = 0;
	readonly rows: Array<{ id: number; at: number }> = [];
	requests = 0;

	constructor(
		count: number,
		private readonly size: number,
		private readonly order: 'activity' | 'created',
	) {
		for (let index = 0; index < count; index++) this.open();
	}

	open(): void {
		this.rows.push({ id: this.clock, at: this.clock++ });
	}

	touch(index: number): void {
		const row = this.rows[index % this.rows.length];
		if (row) row.at = this.clock++;
	}

	close(index: number): void {
		this.rows.splice(index % this.rows.length, 1);
	}

	private byActivity() {
		return [...this.rows].sort((one, other) => other.at - one.at);
	}

	page = async (page: number) => {
		this.requests++;
		const sorted =
			this.order === 'activity'
				? this.byActivity()
				: [...this.rows].sort((one, other) => one.id - other.id);
		const rows = sorted.slice((page - 1) * this.size, page * this.size);
		const counts = String(this.rows.length);
		return { rows, mark: await this.look(), counts, isLast: rows.length === 0 };
	};

	look = async () => JSON.stringify([this.byActivity()[0], this.rows.length]);
}

type Change = { kind: 'open' | 'touch' | 'close'; index: number } | null;
const arbitraryChanges = fc.array(
	fc.option(
		fc.record({ kind: fc.constantFrom('open', 'touch', 'close'), index: fc.nat() }),
	) as fc.Arbitrary<Change>,
	{ maxLength: 8 },
);

describe('walking a list in numbered pages', () => {
	it.each(['activity', 'created'] as const)(
		'gives everything once by %s, and nothing is lost while entries come, move and go',
		async (order) => {
			const check = async (count: number, size: number, given: Change[]) => {
				const changes = [...given];
				const desk = new Desk(count, size, order);
				const always = new Set(desk.rows.map(({ id }) => id));
				const fetch = async (page: number) => {
					const answer = await desk.page(page);
					const change = changes.shift();
					if (change) desk[change.kind](change.index);
					const there = new Set(desk.rows.map(({ id }) => id));
					for (const id of always) if (!there.has(id)) always.delete(id);
					return answer;
				};
				const walk = walkPages(fetch, order === 'created' ? desk.look : undefined);
				const walked = (await take(walk, Infinity)).map(({ id }) => id);

				expect(new Set(walked).size).toBe(walked.length);
				expect(walked).toEqual(expect.arrayContaining([...always]));
			};
			const counts = fc.nat(40);
			const sizes = fc.integer({ min: 2, max: 9 });
			await fc.assert(fc.asyncProperty(counts, sizes, arbitraryChanges, check), { numRuns: 300 });
		},
	);

	it('reads each page once, and the first one again, when nothing changes', async () => {
		const desk = new Desk(45, 10, 'activity');
		expect(await take(walkPages(desk.page), Infinity)).toHaveLength(45);
		expect(desk.requests).toBe(6);
	});

	it('reads no more pages than the limit requires', async () => {
		const desk = new Desk(45, 10, 'activity');
		expect(await take(walkPages(desk.page), 10)).toHaveLength(10);
		expect(desk.requests).toBe(1);
	});

	it('ends although the list never stands still', async () => {
		const desk = new Desk(45, 10, 'activity');
		const fetch = async (page: number) => {
			const answer = await desk.page(page);
			desk.touch(page);
			return answer;
		};
		expect(await take(walkPages(fetch), Infinity)).toHaveLength(45);
		expect(desk.requests).toBeLessThan(40);
	});
});

/** Messages as the server pages them: chosen by id, cut by time, which differ a little. */
class Chat {
	readonly messages: Array<{ id: number; at: number }> = [];

	constructor(shifts: number[]) {
		shifts.forEach((shift, index) => this.messages.push({ id: index + 1, at: index + shift }));
	}

	write(): void {
		const id = this.messages.length + 1;
		this.messages.push({ id, at: id + 10 });
	}

	private sorted() {
		return [...this.messages].sort((one, other) => one.at - other.at || one.id - other.id);
	}

	newer = async (after: number) =>
		this.sorted()
			.filter(({ id }) => id > after)
			.slice(0, 100);
	older = async (before = Infinity) =>
		this.sorted()
			.filter(({ id }) => id < before)
			.slice(-20);
}

/** How far the time of a message deviates from the order of ids. */
const arbitraryShifts = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 260 });

describe('walking the messages of a conversation', () => {
	it.each(['up', 'down'] as const)(
		'%s gives every message once, in any order of times',
		async (way) => {
			const check = async (shifts: number[]) => {
				const chat = new Chat(shifts);
				const walk = way === 'up' ? walkUp(chat.newer, 0) : walkDown(chat.older);
				const ids = (await take(walk, Infinity)).map(({ id }) => id);
				const sorted = [...ids].sort((one, other) => one - other);
				expect(sorted).toEqual(chat.messages.map(({ id }) => id));
			};
			await fc.assert(fc.asyncProperty(arbitraryShifts, check));
		},
	);

	it.each(['up', 'down'] as const)('%s loses and doubles none while people write', async (way) => {
		const check = async (shifts: number[], given: number[]) => {
			const chat = new Chat(shifts);
			const arrivals = [...given];
			const writing = <T>(page: T) => {
				for (let more = arrivals.shift() ?? 0; more > 0; more--) chat.write();
				return page;
			};
			const walk =
				way === 'up'
					? walkUp(async (after) => writing(await chat.newer(after)), 0)
					: walkDown(async (before) => writing(await chat.older(before)));
			const ids = (await take(walk, Infinity)).map(({ id }) => id);
			expect(new Set(ids).size).toBe(ids.length);
			expect(ids).toEqual(expect.arrayContaining(shifts.map((_, index) => index + 1)));
		};
		const arrivals = fc.array(fc.nat(30), { maxLength: 10 });
		await fc.assert(fc.asyncProperty(arbitraryShifts, arrivals, check));
	});

	it('starts behind a given message', async () => {
		const chat = new Chat(Array.from({ length: 150 }, () => 0));
		const ids = (await take(walkUp(chat.newer, 140), Infinity)).map(({ id }) => id);
		expect(ids).toEqual([141, 142, 143, 144, 145, 146, 147, 148, 149, 150]);
	});
});
