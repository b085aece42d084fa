import { Table } from '../../sandbox/chatwoot/state/table';
import { callAccount, demo, useChatwoot } from './chatwoot';

const chatwoot = useChatwoot();

const call = async (method: string, path: string, body?: object) =>
	await callAccount(chatwoot, method, path, body);
const create = async (body: object) => (await call('POST', 'contacts', body)).status;
const equals = (attribute_key: string, value: string, query_operator: string | null = null) => ({
	...{ attribute_key, filter_operator: 'equal_to', values: [value], query_operator },
});
const found = async (...payload: object[]) => {
	const { body } = await call('POST', 'contacts/filter', { payload });
	return (body as { payload: Array<{ id: number }> }).payload.map(({ id }) => id);
};
const carla = () => chatwoot.state.contacts.get(demo.carla)!;

describe.each([
	['email', 'new@carla.example', 'newer@carla.example'],
	['phone_number', '+4915112345678', '+4915112345679'],
	['identifier', 'new-carla', 'newer-carla'],
] as const)('contacts of the Chatwoot sandbox with the same %s', (key, first, second) => {
	beforeEach(async () => {
		expect((await call('PATCH', `contacts/${demo.carla}`, { [key]: first })).status).toBe(200);
	});

	it('are refused and found by what the contact holds now', async () => {
		expect(await create({ [key]: first })).toBe(422);
		expect(await found(equals(key, first))).toEqual([demo.carla]);

		carla()[key] = second;
		expect(await create({ [key]: second })).toBe(422);
		expect(await found(equals(key, second))).toEqual([demo.carla]);
		expect(await found(equals(key, first))).toEqual([]);
		expect(await create({ [key]: first })).toBe(200);
	});

	it('are free again once the contact is deleted', async () => {
		expect((await call('DELETE', `contacts/${demo.carla}`)).status).toBe(200);
		expect(await found(equals(key, first))).toEqual([]);
		expect(await create({ [key]: first })).toBe(200);
	});

	it('are those of the contact into which theirs was merged', async () => {
		chatwoot.state.contacts.get(demo.erin)![key] = null;
		const merge = { base_contact_id: demo.erin, mergee_contact_id: demo.carla };
		expect((await call('POST', 'actions/contact_merge', merge)).status).toBe(200);
		expect(await found(equals(key, first))).toEqual([demo.erin]);
		expect(await create({ [key]: first })).toBe(422);
	});
});

describe('a filter of contacts in the Chatwoot sandbox', () => {
	it('finds by texts in any letter case, once each and in the order of the list', async () => {
		const { contacts } = chatwoot.state;
		const { id: late } = contacts.insert({ ...carla(), id: 70, identifier: 'Late' });
		contacts.get(demo.erin)!.phone_number = '+4915112345678';
		contacts.get(late)!.phone_number = '+4915112345678';
		contacts.get(demo.carla)!.phone_number = '+4915112345678';
		const same = equals('phone_number', '+4915112345678');
		expect(await found(same)).toEqual([demo.carla, demo.erin, late].sort((a, b) => a - b));
		const either = [equals('identifier', 'LATE', 'OR'), same];
		expect(await found(...either)).toEqual(await found(same));
		expect(await found(equals('identifier', 'LATE', 'AND'), same)).toEqual([late]);
	});

	it('looks at all contacts where one of the alternatives asks for something else', async () => {
		carla().identifier = 'carla';
		const { name } = chatwoot.state.contacts.get(demo.erin)!;
		const either = [equals('identifier', 'carla', 'OR'), equals('name', name!)];
		expect((await found(...either)).sort()).toEqual([demo.carla, demo.erin].sort());
	});
});

it('finds rows by a column as if it went through all, whatever was done to them', () => {
	const table = new Table<{ id: number; text: string | null }>('text');
	const texts = ['a', 'A', 'b', '', null];
	// The same numbers in every run.
	let seed = 1;
	const below = (count: number) => (seed = (seed * 48_271) % 2_147_483_647) % count;
	for (let round = 0; round < 500; round++) {
		const text = texts[below(texts.length)];
		const row = table.get(below(20));
		if (!row) table.insert({ text });
		else if (below(4) === 0) table.remove(row.id);
		else row.text = text;
		if (row && below(2) === 0) Object.assign(row, { text: texts[below(texts.length)] });
		for (const value of ['a', 'B', '', null]) {
			const same = table.where((other) => other.text?.toLowerCase() === value?.toLowerCase());
			expect(table.by('text', value)).toEqual(same);
		}
	}
});
