import { problemOfAttributes } from '../../../nodes/Chatwoot/api/conversation-attributes';

describe('attributes of a conversation', () => {
	it('pass up to the limits of the server', () => {
		const longest = '🎉'.repeat(1500);
		expect(problemOfAttributes({ a: longest, b: 9_999_999_999, c: null, d: [1] })).toBeUndefined();
	});

	it.each([
		[{ order: 'x'.repeat(1501) }, 'a text of 1501 characters in "order"'],
		[{ big: 10_000_000_000 }, 'a number in "big" that is too large'],
	])('beyond them are refused', (attributes, problem) => {
		expect(problemOfAttributes(attributes)).toContain(problem);
	});
});
