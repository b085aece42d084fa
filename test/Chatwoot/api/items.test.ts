import { problemOfItems } from '../../../nodes/Chatwoot/api/items';

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
		['input_select', ['Yes'], 'should hold objects, but item 1 is not one'],
		['input_select', [{ title: 'Yes', icon: 'x' }], 'unknown key "icon" in item 1'],
		['cards', [{ title: 'Shoe' }], 'needs a list of actions in item 1'],
		['cards', [{ title: 'Shoe', actions: [] }], 'needs a list of actions in item 1'],
		['cards', [{ actions: [{ url: 'x' }] }], 'unknown key "url" in action 1 of item 1'],
		['form', [{ name: 'a' }, { kind: 'email' }], 'unknown key "kind" in item 2'],
		['article', [{ url: 'x' }], 'possible keys are title, description, link'],
	] as const)('of type %s are refused for %j', (type, items, problem) => {
		expect(problemOfItems(type, items)).toContain(problem);
	});
});
