import fc from 'fast-check';
import type { AttributeDefinition, DisplayType } from '../../../nodes/Chatwoot/api/attributes';
import {
	contactFilters,
	conversationFilters,
	CUSTOM_OPERATORS,
	OPERATORS,
} from '../../../nodes/Chatwoot/api/filter-models';
import type { FilterModel } from '../../../nodes/Chatwoot/api/filter-models';
import { buildFilter, needsDefinitions } from '../../../nodes/Chatwoot/api/filters';
import type { FilterRow } from '../../../nodes/Chatwoot/api/filters';
import { buildFilter as serverFilter } from '../../../sandbox/chatwoot/rules/filter';
import type { FilterModel as ServerModel } from '../../../sandbox/chatwoot/rules/filter';
import { contactFilter, conversationFilter } from '../../../sandbox/chatwoot/rules/filter-models';
import type { Params } from '../../../sandbox/chatwoot/http/params';
import type { AttributeDefinition as Stored } from '../../../sandbox/chatwoot/state/types';

const today = { moment: new Date('2030-03-01T12:00:00Z'), timeZone: 'UTC' };
const types = Object.keys(CUSTOM_OPERATORS) as DisplayType[];
const definitions = [...types, 'rating'].map((type) => ({
	attribute_key: `own_${type}`,
	attribute_display_type: type,
})) as AttributeDefinition[];

const build = (model: FilterModel, rows: FilterRow[]) =>
	buildFilter(model, rows, definitions, today);

/** What the server, as measured, does with the rows: the indexes of the records that match. */
const found = <T>(server: ServerModel<T>, payload: object[], records: T[]): number[] => {
	const { test } = serverFilter(server, definitions as unknown as Stored[], payload as Params[]);
	return records.flatMap((record, index) => (test(record) ? [index] : []));
};

const contactOf = (fields: object) => ({
	name: 'Jane',
	email: null,
	phone_number: null,
	identifier: null,
	blocked: false,
	labels: [],
	created_at: Date.parse('2030-02-20'),
	last_activity_at: null,
	additional_attributes: {},
	custom_attributes: {},
	...fields,
});

const before = (value: string) => ({ attribute: 'created_at', operator: 'is_less_than', value });

describe('a filter', () => {
	it('joins all rows but the last, whose operator is empty', () => {
		const rows: FilterRow[] = [
			{ attribute: 'email', operator: 'contains', value: '@acme', joint: 'AND' },
			{ attribute: 'city', operator: 'equal_to', value: ' Rome ', joint: 'AND' },
		];
		expect(build(contactFilters, rows)).toEqual({
			payload: [
				{
					attribute_key: 'email',
					filter_operator: 'contains',
					values: ['@acme'],
					query_operator: 'AND',
				},
				{
					attribute_key: 'city',
					filter_operator: 'equal_to',
					values: ['Rome'],
					query_operator: null,
				},
			],
		});
	});

	it('of contacts honours every value, where the server looks at the first only', () => {
		const rows: FilterRow[] = [
			{ attribute: 'city', operator: 'equal_to', value: ['Rome', 'Paris'], joint: 'AND' },
			{ attribute: 'blocked', operator: 'equal_to', value: true, joint: 'AND' },
		];
		const built = build(contactFilters, rows);
		const people = [
			{ blocked: true, additional_attributes: { city: 'Paris' } },
			{ blocked: true, additional_attributes: { city: 'Rome' } },
			{ blocked: false, additional_attributes: { city: 'Rome' } },
			{ blocked: true, additional_attributes: { city: 'Oslo' } },
		].map(contactOf);
		expect('payload' in built && found(contactFilter as never, built.payload, people)).toEqual([
			0, 1,
		]);
	});

	it('of conversations honours every value, also from a custom attribute on', () => {
		const conversationOf = (bits: number) => ({
			labels: bits & 1 ? ['gold'] : ['silver'],
			additional_attributes: { browser_language: bits & 2 ? 'pt-BR' : 'de' },
			custom_attributes: { own_text: bits & 4 ? 'Second' : 'third' },
			status: bits & 8 ? 'open' : 'resolved',
		});
		const all = Array.from({ length: 16 }, (_, bits) => bits);
		const row = fc.constantFrom<FilterRow & { test: (bits: number) => boolean }>(
			{
				attribute: 'own_text',
				operator: 'equal_to',
				value: ['First', 'Second'],
				test: (bits) => (bits & 4) > 0,
			},
			{
				attribute: 'labels',
				operator: 'equal_to',
				value: ['Bronze', 'GOLD'],
				test: (bits) => (bits & 1) > 0,
			},
			{
				attribute: 'labels',
				operator: 'not_equal_to',
				value: ['bronze', 'Silver'],
				test: (bits) => (bits & 1) > 0,
			},
			{
				attribute: 'browser_language',
				operator: 'equal_to',
				value: ['fr', 'pt-BR'],
				test: (bits) => (bits & 2) > 0,
			},
			{
				attribute: 'status',
				operator: 'equal_to',
				value: ['pending', 'open'],
				test: (bits) => (bits & 8) > 0,
			},
		);
		const rows = fc.array(fc.tuple(row, fc.constantFrom('AND' as const, 'OR' as const)), {
			minLength: 1,
			maxLength: 4,
		});
		let [built, refused] = [0, 0];
		fc.assert(
			fc.property(rows, (list) => {
				const filter = build(
					conversationFilters,
					list.map(([each, joint]) => ({ ...each, joint })),
				);
				if (!('payload' in filter)) {
					refused++;
					expect(filter).toMatchObject({
						row: list.findIndex(([{ attribute }]) => attribute === 'browser_language'),
						problem: expect.stringContaining('in small letters'),
					});
					return;
				}
				built++;
				const groups: Array<Array<(bits: number) => boolean>> = [[]];
				list.forEach(([{ test }, joint], index) => {
					groups.at(-1)?.push(test);
					if (joint === 'OR' && index < list.length - 1) groups.push([]);
				});
				const wanted = all.filter((bits) =>
					groups.some((group) => group.every((test) => test(bits))),
				);
				const conversations = all.map(conversationOf);
				expect(found(conversationFilter as never, filter.payload, conversations)).toEqual(wanted);
			}),
			{ numRuns: 500 },
		);
		expect(built).toBeGreaterThan(100);
		expect(refused).toBeGreaterThan(0);
	});

	it.each([
		['equal_to', '+49 (0)172 123-4567', '+491721234567'],
		['equal_to', '0049 172 1234567', '+491721234567'],
		['equal_to', '491721234567', '+491721234567'],
		['not_equal_to', '+49.172.1234567', '+491721234567'],
		['contains', '172 123', '172123'],
		['does_not_contain', '(172) 12-3', '172123'],
		['contains', 'tel:', 'tel:'],
	])('looks for phone numbers as the server stores them: %s %s', (operator, value, kept) => {
		const built = build(contactFilters, [{ attribute: 'phone_number', operator, value }]);
		expect(built).toMatchObject({ payload: [{ values: [kept] }] });
	});

	it('excludes every value of "is not equal to"', () => {
		const value = ['Rome', 'Paris'];
		const built = build(contactFilters, [{ attribute: 'city', operator: 'not_equal_to', value }]);
		const people = ['Paris', 'Rome', 'Oslo'].map((city) =>
			contactOf({ additional_attributes: { city } }),
		);
		expect('payload' in built && found(contactFilter as never, built.payload, people)).toEqual([2]);
	});

	it('takes % and _ in "contains" as they are typed', () => {
		const rows = [{ attribute: 'name', operator: 'contains', value: '5_%' }];
		const built = build(contactFilters, rows);
		const people = ['5_% off', '5 all'].map((name) => contactOf({ name }));
		expect('payload' in built && found(contactFilter as never, built.payload, people)).toEqual([0]);
	});

	it('counts days before today itself, as the server fails on them', () => {
		const rows = [{ attribute: 'created_at', operator: 'days_before', value: 2 }];
		expect(build(conversationFilters, rows)).toEqual({
			payload: [
				{
					attribute_key: 'created_at',
					filter_operator: 'is_less_than',
					values: ['2030-02-27'],
					query_operator: null,
				},
			],
		});
	});

	it('knows an attribute of the account by a name that every object has', () => {
		const rows = [{ attribute: 'constructor', operator: 'not_equal_to', value: 'Jane' }];
		const own = [
			{ ...definitions[0], attribute_key: 'constructor', attribute_display_type: 'text' },
		];
		expect(needsDefinitions(conversationFilters, rows)).toBe(true);
		const both = [...rows, { attribute: 'status', operator: 'equal_to', value: 'open' }];
		const build = (given: FilterRow[]) =>
			buildFilter(conversationFilters, given, own as AttributeDefinition[], today);
		expect(build(rows)).toMatchObject({ payload: [{ attribute_key: 'constructor' }] });
		expect(build(both)).toMatchObject({ row: 0, problem: expect.stringContaining('only alone') });
	});

	it.each<[string, FilterModel, Partial<FilterRow>, string]>([
		['an unknown attribute', contactFilters, { attribute: 'nope' }, 'does not define for contacts'],
		['an attribute of the other kind', contactFilters, { attribute: 'status' }, 'not define'],
		['a name that every object has', contactFilters, { attribute: 'constructor' }, 'not define'],
		['an operator of another kind', contactFilters, { operator: 'is_greater_than' }, 'takes equal'],
		['currency', contactFilters, { attribute: 'own_currency' }, 'cannot filter by it'],
		['a type to come', contactFilters, { attribute: 'own_rating' }, 'cannot filter by it'],
		['a word for a date', contactFilters, before('yesterday'), 'needs a date'],
		[
			'a number without its country',
			contactFilters,
			{ attribute: 'phone_number', value: '0172 1234567' },
			'needs a phone number such as +491721234567, not "0172 1234567"',
		],
		['a date that is none', contactFilters, before('2030-02-30'), 'needs a date'],
		[
			'a word for a number',
			contactFilters,
			{ attribute: 'own_number', value: 'many' },
			'needs a number',
		],
		[
			'a word for yes and no',
			contactFilters,
			{ attribute: 'blocked', value: 'banana' },
			'true or false',
		],
		['no value', contactFilters, { value: ' ' }, 'needs a value'],
		['an object', contactFilters, { value: { a: 1 } }, 'neither text nor a number'],
		[
			'an unknown status',
			conversationFilters,
			{ attribute: 'status', value: 'done' },
			'possible values are',
		],
		[
			'everything but all',
			conversationFilters,
			{ attribute: 'status', operator: 'not_equal_to', value: 'all' },
			'possible values are',
		],
		[
			'an agent by name',
			conversationFilters,
			{ attribute: 'assignee_id', value: 'gus' },
			'needs an ID',
		],
		[
			'a number beyond the column',
			conversationFilters,
			{ attribute: 'team_id', value: '9999999999' },
			'needs an ID',
		],
	])('refuses %s and names the row', (_name, model, change, problem) => {
		const fine = { attribute: 'labels', operator: 'is_present' };
		const row = { attribute: 'email', operator: 'equal_to', value: 'a@b', ...change };
		expect(build(model, [fine, row])).toMatchObject({
			row: 1,
			problem: expect.stringContaining(problem),
		});
	});

	it('refuses "is not equal to" on a custom attribute beside other rows', () => {
		const negated = { attribute: 'own_text', operator: 'not_equal_to', value: 'x' };
		expect(build(contactFilters, [negated])).toHaveProperty('payload');
		const both = [{ attribute: 'labels', operator: 'is_present' }, negated];
		expect(build(contactFilters, both)).toMatchObject({ row: 1 });
	});

	it('never yields what the server fails on', () => {
		const mostly = <T, R>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<R>) =>
			fc.oneof({ arbitrary: usual, weight: 12 }, { arbitrary: rare, weight: 1 });
		const attribute = mostly(
			fc.constantFrom(
				...Object.keys({ ...contactFilters.standard, ...conversationFilters.standard }),
				...definitions.map(({ attribute_key }) => attribute_key),
			),
			fc.string(),
		);
		const one = fc.oneof(
			fc.constantFrom('5', 'true', '2030-01-31', 'open', 'urgent', 'x'),
			fc.string({ unit: 'binary' }),
			fc.constantFrom('5', '-3.5', 'true', '2030-01-31', 'open', 'all', 'urgent', '%', 'a\\', ''),
			fc.integer(),
			fc.double(),
			fc.boolean(),
			fc.date().map((date) => date as unknown),
			fc.constantFrom(null, undefined, {}, [], [[1]]),
		);
		const row = fc.record({
			attribute,
			operator: mostly(fc.constantFrom(...OPERATORS), fc.constantFrom('starts_with', 'x', '')),
			value: mostly(one, fc.array(one, { maxLength: 3 })),
			joint: fc.constantFrom('AND' as const, 'OR' as const),
		});
		const kinds = [
			[contactFilters, contactFilter],
			[conversationFilters, conversationFilter],
		] as const;
		let accepted = 0;
		fc.assert(
			fc.property(
				fc.constantFrom(...kinds),
				fc.array(row, { minLength: 1, maxLength: 3 }),
				(kind, rows) => {
					const [model, server] = kind;
					const built = build(model, rows as FilterRow[]);
					if (!('payload' in built)) return;
					accepted++;
					const record = contactOf({
						custom_attributes: { own_number: 1, own_date: '2030-01-01' },
					});
					// Throws what the server would answer with 422 or 500.
					found(server as never, built.payload, [record]);
					expect(built.payload.at(-1)?.query_operator).toBeNull();
				},
			),
			{ numRuns: 3000 },
		);
		expect(accepted).toBeGreaterThan(50);
	});

	it('finds what the rows say, whichever way AND and OR mix', () => {
		const people = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) =>
			contactOf({
				blocked: (bits & 1) > 0,
				name: bits & 2 ? 'x' : 'y',
				additional_attributes: { city: bits & 4 ? 'Rome' : 'Oslo' },
			}),
		);
		const row = fc.constantFrom<FilterRow & { test: (bits: number) => boolean }>(
			{ attribute: 'blocked', operator: 'equal_to', value: 'true', test: (bits) => (bits & 1) > 0 },
			{ attribute: 'name', operator: 'equal_to', value: ['x'], test: (bits) => (bits & 2) > 0 },
			{ attribute: 'city', operator: 'equal_to', value: ['Rome', 'Oslo'], test: () => true },
			{
				attribute: 'city',
				operator: 'not_equal_to',
				value: ['Oslo', 'Bonn'],
				test: (bits) => (bits & 4) > 0,
			},
		);
		const rows = fc.array(fc.tuple(row, fc.constantFrom('AND' as const, 'OR' as const)), {
			minLength: 1,
			maxLength: 4,
		});
		fc.assert(
			fc.property(rows, (list) => {
				const built = build(
					contactFilters,
					list.map(([each, joint]) => ({ ...each, joint })),
				);
				const groups: Array<Array<(bits: number) => boolean>> = [[]];
				list.forEach(([{ test }, joint], index) => {
					groups.at(-1)?.push(test);
					if (joint === 'OR' && index < list.length - 1) groups.push([]);
				});
				const wanted = people.flatMap((_, bits) =>
					groups.some((group) => group.every((test) => test(bits))) ? [bits] : [],
				);
				expect('payload' in built && found(contactFilter as never, built.payload, people)).toEqual(
					wanted,
				);
			}),
		);
	});
});
