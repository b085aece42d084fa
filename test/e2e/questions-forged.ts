import { createHash } from 'node:crypto';
import type { House } from '../../tools/demo/house';
import { askAndWait, newestLinks, outcomeOf, post, statusOf } from './questions-asked';
import type { Checks } from './triggers-checks';

const AT_ONCE = 20;

/** A thousand answers that nobody may give: forged, meant for another question, or given again. */
export async function forged(house: House, check: Checks): Promise<void> {
	const old = await askAndWait(house, {});
	const [oldAnswer] = newestLinks(house);
	await post(oldAnswer);
	const answered = { status: 'success', times: 1, data: { approved: true }, timedOut: false };
	await check.that('an answer counts', async () => await outcomeOf(house, old), answered);

	const open = await askAndWait(house, {});
	const [answer] = newestLinks(house);
	const wrong = (index: number) => createHash('sha256').update(`guess ${index}`).digest('hex');
	const forgeries = Array.from({ length: 800 }, (_, index) => {
		const forgery = new URL(answer);
		if (index % 4 === 0) forgery.searchParams.set('signature', wrong(index));
		if (index % 4 === 1) forgery.searchParams.set('wait', wrong(index).slice(0, 36));
		if (index % 4 === 2) forgery.searchParams.set('approved', 'false');
		// The signed answer to another question.
		if (index % 4 === 3) forgery.search = new URL(oldAnswer).search;
		return forgery.href;
	});
	const statuses = [...new Set(await posted(forgeries))];
	await check.that('800 forged answers are refused', () => statuses, [401]);
	await check.that('and it still waits', async () => await statusOf(house, open), 'waiting');
	await post(answer);
	await check.that('until it is answered', async () => await outcomeOf(house, open), answered);
	await posted(Array.from({ length: 200 }, () => answer));
	const later = async () => await outcomeOf(house, open);
	await check.that('and 200 repetitions change nothing', later, answered);
}

/** Posts to all addresses, some at once; returns the statuses. */
async function posted(addresses: string[]): Promise<number[]> {
	const statuses: number[] = [];
	const left = [...addresses];
	const work = async () => {
		for (let next = left.pop(); next !== undefined; next = left.pop()) {
			statuses.push(await post(next));
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return statuses;
}
