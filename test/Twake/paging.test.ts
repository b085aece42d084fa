import fc from 'fast-check';
import { walkFeed, walkMessages } from '../../nodes/Twake/api/paging';
import { take } from '../../nodes/shared/pages';

interface Entry {
	id: string;
}

const entries = (count: number): Entry[] =>
	Array.from({ length: count }, (_, index) => ({ id: `m${String(index).padStart(4, '0')}` }));

/** Serves a list like the real server: a page starts with the entry that the token names. */
function messagePages(list: () => Entry[]) {
	return async ({ limit, token }: { limit: number; token?: string }) => {
		const start = token === undefined ? 0 : list().findIndex(({ id }) => id === token);
		return list().slice(start, start + limit);
	};
}

describe('walking the messages of a thread', () => {
	it('returns every message once, for any number and page size', async () => {
		await fc.assert(
			fc.asyncProperty(fc.nat(60), fc.integer({ min: 2, max: 20 }), async (count, limit) => {
				const all = entries(count);
				const walked = await take(
					walkMessages(
						messagePages(() => all),
						limit,
					),
					Infinity,
				);

				expect(walked).toEqual(all);
			}),
		);
	});

	it('neither loses nor duplicates messages while new ones come in', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 40 }),
				fc.integer({ min: 2, max: 7 }),
				fc.array(fc.nat(3), { maxLength: 20 }),
				async (count, limit, given) => {
					const arrivals = [...given];
					const all = entries(count);
					const fetch = messagePages(() => all);
					const walk = walkMessages(async (page) => {
						const answer = await fetch(page);
						for (let more = arrivals.shift() ?? 0; more > 0; more--) {
							all.push({ id: `n${all.length}` });
						}
						return answer;
					}, limit);
					const walked = (await take(walk, Infinity)).map(({ id }) => id);

					expect(new Set(walked).size).toBe(walked.length);
					expect(walked).toEqual(all.slice(0, walked.length).map(({ id }) => id));
					expect(walked.length).toBeGreaterThanOrEqual(count);
				},
			),
		);
	});

	it('reads no more pages than the limit requires', async () => {
		let pages = 0;
		const all = entries(50);
		const fetch = messagePages(() => all);
		await take(
			walkMessages(async (page) => {
				pages++;
				return await fetch(page);
			}, 10),
			10,
		);

		expect(pages).toBe(1);
	});
});

interface Head extends Entry {
	last_replies: Entry[];
	stats: { last_activity: number };
}

/** A channel as the server pages it: by the newest reply, a page sorted oldest activity first. */
class Feed {
	private clock = 0;
	readonly threads: Head[] = [];

	post(): void {
		const id = `t${this.clock}`;
		this.threads.push({ id, last_replies: [{ id }], stats: { last_activity: this.clock++ } });
	}

	reply(index: number): void {
		const [thread] = this.threads.splice(index % this.threads.length, 1);
		const last_replies = [{ id: `r${this.clock}` }];
		this.threads.push({ ...thread, last_replies, stats: { last_activity: this.clock++ } });
	}

	page = async ({ limit, token }: { limit: number; token?: string }) => {
		const newestOf = (thread: Head) => thread.last_replies[0].id;
		const at = this.threads.findIndex((thread) => newestOf(thread) === token);
		// An unknown token is the first page for the real server.
		const end = token === undefined || at < 0 ? this.threads.length : at + 1;
		return this.threads.slice(Math.max(0, end - limit), end);
	};
}

describe('walking the feed of a channel', () => {
	it('gives every thread once, newest activity first', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.nat(40),
				fc.integer({ min: 2, max: 9 }),
				fc.array(fc.nat(), { maxLength: 30 }),
				async (count, limit, replies) => {
					const feed = new Feed();
					for (let index = 0; index < count; index++) feed.post();
					if (count > 0) replies.forEach((index) => feed.reply(index));
					const walked = await take(walkFeed(feed.page, limit), Infinity);

					expect(walked.map(({ id }) => id)).toEqual(feed.threads.map(({ id }) => id).reverse());
				},
			),
		);
	});

	it('continues after a page from which the server left something out', async () => {
		const feed = new Feed();
		for (let index = 0; index < 10; index++) feed.post();
		const shortened = async (page: { limit: number; token?: string }) =>
			(await feed.page(page)).filter(({ id }) => id !== 't8');
		const walked = await take(walkFeed(shortened, 4), Infinity);

		expect(walked).toHaveLength(9);
	});

	it('gives no thread twice and loses none when people post and reply meanwhile', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 30 }),
				fc.integer({ min: 2, max: 7 }),
				fc.array(fc.option(fc.nat()), { maxLength: 10 }),
				async (count, limit, given) => {
					const changes = [...given];
					const feed = new Feed();
					for (let index = 0; index < count; index++) feed.post();
					const before = feed.threads.map(({ id }) => id);
					const walk = walkFeed(async (page) => {
						const answer = await feed.page(page);
						const change = changes.shift();
						if (change === null) feed.post();
						else if (change !== undefined) feed.reply(change);
						return answer;
					}, limit);
					const walked = (await take(walk, Infinity)).map(({ id }) => id);

					expect(new Set(walked).size).toBe(walked.length);
					expect(walked).toEqual(expect.arrayContaining(before));
				},
			),
		);
	});

	it('ends at a time: gives all threads active after it, also when people reply meanwhile', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 30 }),
				fc.integer({ min: 2, max: 7 }),
				fc.nat(30),
				fc.array(fc.option(fc.nat()), { maxLength: 10 }),
				async (count, limit, since, given) => {
					const changes = [...given];
					const feed = new Feed();
					for (let index = 0; index < count; index++) feed.post();
					const isActive = ({ stats }: Head) => stats.last_activity > since;
					const before = feed.threads.filter(isActive).map(({ id }) => id);
					const fetch = async (page: { limit: number; token?: string }) => {
						const answer = await feed.page(page);
						const change = changes.shift();
						if (change === null) feed.post();
						else if (change !== undefined) feed.reply(change);
						return answer;
					};
					const walked = await take(walkFeed(fetch, limit, since), Infinity);

					expect(new Set(walked.map(({ id }) => id)).size).toBe(walked.length);
					expect(walked.map(({ id }) => id)).toEqual(expect.arrayContaining(before));
					expect(walked.filter((each) => !isActive(each))).toEqual([]);
				},
			),
		);
	});

	it('takes one request when nothing happened after a time', async () => {
		const feed = new Feed();
		for (let index = 0; index < 50; index++) feed.post();
		const pages = jest.fn(feed.page);

		expect(await take(walkFeed(pages, 20, 49), Infinity)).toEqual([]);
		expect(pages).toHaveBeenCalledTimes(1);
	});
});
