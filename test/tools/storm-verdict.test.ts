import { verdictOn } from '../e2e/storm-verdict';
import type { Line } from '../e2e/storm-verdict';

const WRITERS: Record<string, Line['by']> = { c: 'customer', b: 'bot', p: 'person' };

/** A conversation by the initials of who wrote: `ccb`. */
const verdictFor = (letters: string, takenOverAt?: number) => {
	const lines = [...letters].map((letter, index) => ({ by: WRITERS[letter], text: String(index) }));
	return verdictOn([{ name: 'Ann', lines, takenOverAt }]);
};
const clean = { unanswered: [], twice: [], overPeople: [], afterTakeOver: [] };

describe('the verdict on a storm', () => {
	it.each([
		['a burst answered once', 'cccb', undefined, { answered: 1 }],
		['each burst answered once', 'ccbcb', undefined, { answered: 2 }],
		['a burst that a person answered', 'cbccp', undefined, { answered: 1, byPeople: 1 }],
		['a person who adds to the answer', 'cbpcb', undefined, { answered: 2 }],
		['a burst that a person took over', 'cbcc', 3, { answered: 1, byPeople: 1 }],
	])('finds nothing wrong with %s', (_, letters, takenOverAt, counts) => {
		const wanted = { byPeople: 0, ...clean, ...counts };
		expect(verdictFor(letters, takenOverAt)).toEqual(wanted);
	});

	it.each([
		['a customer without an answer', 'cbc', undefined, { unanswered: ['Ann: 2'] }],
		['two answers to one burst', 'cbb', undefined, { twice: ['Ann: 2'] }],
		['an answer over that of a person', 'cpb', undefined, { overPeople: ['Ann: 2'] }],
		['an answer after a person took over', 'ccb', 2, { afterTakeOver: ['Ann: 2'] }],
	])('finds %s', (_, letters, takenOverAt, faults) => {
		expect(verdictFor(letters, takenOverAt)).toMatchObject({ ...clean, ...faults });
	});
});
