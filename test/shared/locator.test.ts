import fc from 'fast-check';
import { locator, narrowed } from '../../nodes/shared/locator';

const common = { displayName: 'Room', name: 'room', description: 'Where to post', id: '42' };

describe('a locator', () => {
	it('offers a list, an ID and an address, and begins with the list', () => {
		const property = locator({
			...common,
			list: { method: 'searchRooms' },
			url: 'https://chat.example.com/rooms/42',
			pattern: { regex: '[0-9]+', errorMessage: 'An ID is a number' },
		});
		expect(property).toMatchObject({
			displayName: 'Room',
			name: 'room',
			type: 'resourceLocator',
			description: 'Where to post',
			default: { mode: 'list', value: '' },
		});
		const [list, id, url, ...more] = property.modes!;
		expect(more).toEqual([]);
		expect(list).toMatchObject({
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchRooms', searchable: true },
		});
		expect(id).toMatchObject({ name: 'id', type: 'string', placeholder: 'e.g. 42' });
		expect(id.validation).toEqual([
			{ type: 'regex', properties: { regex: '[0-9]+', errorMessage: 'An ID is a number' } },
		]);
		expect(url).toMatchObject({
			name: 'url',
			placeholder: 'e.g. https://chat.example.com/rooms/42',
		});
		expect(url.validation).toBeUndefined();
	});

	it('begins with the ID where the service has no list', () => {
		const { modes, default: first } = locator(common);
		expect(modes?.map(({ name }) => name)).toEqual(['id']);
		expect(first).toEqual({ mode: 'id', value: '' });
	});

	it('may have a list that cannot be searched', () => {
		const list = { method: 'listRooms', searchable: false };
		const [{ typeOptions }] = locator({ ...common, list }).modes!;
		expect(typeOptions).toEqual({ searchListMethod: 'listRooms', searchable: false });
	});

	it('is never required, for n8n would demand it of every operation', () => {
		expect(locator(common).required).toBeUndefined();
	});
});

describe('the entries of a picker', () => {
	const entry = (name: string) => ({ name, value: name });
	const rooms = ['Sales', 'support', 'Back office', 'Ärzte'].map(entry);
	const names = (filter?: string) => narrowed(rooms, filter).results.map(({ name }) => name);

	it('come in the order of their names', () => {
		expect(names()).toEqual(['Ärzte', 'Back office', 'Sales', 'support']);
		expect(names('  ')).toHaveLength(4);
	});

	it('are narrowed by what was typed, in any case and anywhere in the name', () => {
		expect(names('S')).toEqual(['Sales', 'support']);
		expect(names(' OFF ')).toEqual(['Back office']);
		expect(names('.*')).toEqual([]);
	});

	it('are not reordered where they came from', () => {
		const given = [...rooms];
		narrowed(rooms, 's');
		expect(rooms).toEqual(given);
	});

	it('are those and only those whose name contains the words', () => {
		const entries = fc.array(fc.string().map((name) => ({ name, value: name })));
		fc.assert(
			fc.property(entries, fc.string(), (given, filter) => {
				const { results } = narrowed(given, filter);
				const wanted = filter.trim().toLowerCase();
				const expected = given.filter(({ name }) => name.toLowerCase().includes(wanted));
				expect(new Set(results)).toEqual(new Set(expected));
				expect(results).toHaveLength(expected.length);
			}),
			{ seed: 20_261_121, numRuns: 200 },
		);
	});
});
