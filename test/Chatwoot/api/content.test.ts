import { problemOfAttributes, problemOfItems } from '../../../nodes/Chatwoot/api/content';

describe('items of a message', () => {
	it.each([
		['input_select', [{ title: 'Yes', value: 'yes' }]],
		['cards', [{ title: 'Shoe', actions: [{ type: 'link', text: 'Buy', uri: 'https://a.test' }] }]],
		['form', [{ name: 'size', type: 'select', options: [{ label: 'S', value: 's' }] }]],
		['article', [{ title: 'Help', description: 'How to', link: 'https://a.test' }]],
	] as const)('of type %s pass as the server wants them', (type, items) => {
		expect(problemOfItems(type, items)).toBeUndefined();
	});

	// Recordings 408 to 411: refused by the server with texts in Ruby.
	it.each([
		['input_select', undefined, 'needs at least one item'],
		['input_select', [], 'needs at least one item'],
		['input_select', ['Yes'], 'should hold objects, but item 1 is none'],
		['input_select', [{ title: 'Yes', icon: 'x' }], 'unknown key "icon" in item 1'],
		['cards', [{ title: 'Shoe' }], 'needs a list of actions in item 1'],
		['cards', [{ title: 'Shoe', actions: [] }], 'needs a list of actions in item 1'],
		['cards', [{ actions: [{ url: 'x' }] }], 'unknown key "url" in action 1 of item 1'],
		['form', [{ name: 'a' }, { kind: 'email' }], 'unknown key "kind" in item 2'],
		['article', [{ url: 'x' }], 'possible are title, description, link'],
	] as const)('of type %s are refused for %j', (type, items, problem) => {
		expect(problemOfItems(type, items)).toContain(problem);
	});
});

describe('attributes of a conversation', () => {
	it('pass up to the limits of the server', () => {
		const longest = 'x'.repeat(1500);
		expect(problemOfAttributes({ a: longest, b: 9_999_999_999, c: null, d: [1] })).toBeUndefined();
	});

	it.each([
		[{ order: 'x'.repeat(1501) }, 'a text of 1501 characters in "order"'],
		[{ big: 10_000_000_000 }, 'a number in "big" that is too large'],
	])('beyond them are refused', (attributes, problem) => {
		expect(problemOfAttributes(attributes)).toContain(problem);
	});
});
