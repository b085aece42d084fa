import fc from 'fast-check';
import { checkValue as check, DISPLAY_TYPES } from '../../../nodes/Chatwoot/api/attributes';
import type { AttributeDefinition, DisplayType } from '../../../nodes/Chatwoot/api/attributes';
import { buildFilter as serverFilter } from '../../../sandbox/chatwoot/rules/filter';
import { contactFilter } from '../../../sandbox/chatwoot/rules/filter-models';
import type { Contact, AttributeDefinition as Stored } from '../../../sandbox/chatwoot/state/types';

const definition = (type: DisplayType, more: Partial<AttributeDefinition> = {}) =>
	({
		attribute_key: 'it',
		attribute_display_name: 'It',
		attribute_display_type: type,
		attribute_values: [],
		regex_pattern: null,
		regex_cue: null,
		...more,
	}) as unknown as AttributeDefinition;

const checkValue = (of: AttributeDefinition, value: unknown) => check(of, value, 'Europe/Berlin');

describe('the value of a custom attribute', () => {
	it.each<[DisplayType, unknown, unknown]>([
		['number', ' 5.5 ', 5.5],
		['currency', 12, 12],
		['percent', '0', 0],
		['checkbox', 'Yes', true],
		['checkbox', false, false],
		['date', '2030-01-31T23:00:00-05:00', '2030-01-31'],
		['date', new Date('2030-01-31T12:00:00Z'), '2030-01-31'],
		// Midnight in Berlin, as n8n's $today.toJSDate() is.
		['date', new Date('2030-01-30T23:00:00Z'), '2030-01-31'],
		['date', '2030-01-30T23:00:00.000Z', '2030-01-31'],
		['date', 1_896_130_800, '2030-02-01'],
		['text', 7, '7'],
		['text', '24512345678901235', '24512345678901235'],
		['link', ' https://x.example ', 'https://x.example'],
		['number', null, null],
	])('of the type %s: %j becomes %j', (type, value, wanted) => {
		expect(checkValue(definition(type), value)).toEqual({ value: wanted });
	});

	it.each<[DisplayType, unknown, string]>([
		['number', 'many', 'should be a number'],
		['number', '', 'should be a number'],
		['number', '24512345678901235', 'should have at most 15 digits'],
		['text', 24512345678901236, 'should have at most 15 digits'],
		['checkbox', 'perhaps', 'should be true or false'],
		['date', '31.01.2030', 'should be a date'],
		['date', '2030-02-30', 'should be a date'],
		['text', ['a'], 'should be one value'],
		['text', { a: 1 }, 'should be one value'],
	])('of the type %s cannot be %j', (type, value, problem) => {
		expect(checkValue(definition(type), value)).toEqual({
			problem: expect.stringContaining(problem),
		});
	});

	it('of a list is one of its options, in their own type', () => {
		const list = definition('list', { attribute_values: ['free', 5] });
		expect(checkValue(list, '5')).toEqual({ value: 5 });
		expect(checkValue(list, 'pro')).toEqual({ problem: 'should be one of: free, 5' });
	});

	it.each(['^[A-Z]{2}\\d+$', '/^[a-z]{2}\\d+$/i'])('matches the pattern %s', (regex_pattern) => {
		const text = definition('text', { regex_pattern, regex_cue: 'AB12' });
		expect(checkValue(text, 'AB12')).toEqual({ value: 'AB12' });
		expect(checkValue(text, '12')).toEqual({ problem: expect.stringContaining(': AB12') });
	});

	it('is not held to a pattern that is broken', () => {
		expect(checkValue(definition('text', { regex_pattern: '([' }), 'x')).toEqual({ value: 'x' });
	});

	it('never breaks the filters by its attribute', () => {
		const type = fc.constantFrom(...DISPLAY_TYPES.filter((each) => !/currency|percent/.test(each)));
		const value = fc.oneof(
			fc.constantFrom('5', 'true', '2030-01-31', 'x', '', null),
			fc.string(),
			fc.double(),
			fc.boolean(),
			fc.date(),
		);
		fc.assert(
			fc.property(type, value, (kind, given) => {
				const checked = checkValue(definition(kind), given);
				if ('problem' in checked) return;
				const record = { custom_attributes: { it: checked.value } } as unknown as Contact;
				const row = { attribute_key: 'it', filter_operator: 'is_present', values: [] };
				const definitions = [definition(kind)] as unknown as Stored[];
				expect(serverFilter(contactFilter, definitions, [row]).test(record)).toBe(
					checked.value !== null,
				);
			}),
			{ numRuns: 1000 },
		);
	});
});
