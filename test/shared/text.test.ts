import {
	beginningOf,
	lengthOf,
	onOneLine,
	quote,
	shortened,
	visible,
} from '../../nodes/shared/text';

const HALF = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])/;

describe('the length of a text', () => {
	it.each([
		['', 0],
		['abc', 3],
		['🎉🎉', 2],
		['é', 1],
		['a\ud83d', 2],
	])('of %j is %d, as servers count', (text, length) => {
		expect(lengthOf(text)).toBe(length);
	});
});

describe('a shortened text', () => {
	it.each([
		['abc', 3, 'abc'],
		['abcd', 3, 'abc...'],
		['🎉🎉🎉', 3, '🎉🎉🎉'],
		['🎉🎉🎉🎉', 3, '🎉🎉🎉...'],
		['a🎉b', 2, 'a🎉...'],
	])('of %j with at most %d characters is %j', (text, most, short) => {
		expect(shortened(text, most)).toBe(short);
	});

	it('never ends in half a character', () => {
		for (const most of [59, 60, 61]) {
			expect(beginningOf(`x${'🎉'.repeat(100)}`, most)).not.toMatch(HALF);
		}
		expect(quote(`x${'🎉'.repeat(100)}`)).not.toMatch(HALF);
		expect(onOneLine(` x\n\n${'🎉'.repeat(100)}`, 60)).toBe(`x ${'🎉'.repeat(58)}`);
	});
});

describe('what is visible of a text', () => {
	it('is left of what people copy, joined letters and emoji included', () => {
		expect(visible(' \u202a+49\u202c\u00ad\ufeff')).toBe('+49');
		expect(visible('👩\u200d👩\u200d👧')).toBe('👩\u200d👩\u200d👧');
	});
});
