import { buildFilter } from '../../sandbox/chatwoot/rules/filter';
import { contactFilter, conversationFilter } from '../../sandbox/chatwoot/rules/filter-models';

const NOBODY = { additional_attributes: {}, custom_attributes: {}, labels: [] };

function definition(attribute_key: string, attribute_display_type: string) {
	return { attribute_key, attribute_display_type };
}

const DEFINITIONS = [
	definition('plan', 'text'),
	definition('seats', 'number'),
	definition('beta', 'checkbox'),
	definition('renewal', 'date'),
];

type Row = Record<string, unknown>;

function row(attribute_key: string, filter_operator: string, values?: unknown): Row {
	return { attribute_key, filter_operator, values };
}

/** Which of the records are found, or what the server answers instead. */
function ask(model: unknown, records: Row[], ...rows: Row[]): boolean[] | string {
	try {
		const { test } = buildFilter(model as never, DEFINITIONS as never, rows as never);
		return records.map((one) => test({ ...NOBODY, ...one } as never));
	} catch (error) {
		const { message } = error as Error;
		return message.startsWith('422')
			? (JSON.parse(message.slice(4)) as { error: string }).error
			: '500';
	}
}

function contacts(records: Row[], ...rows: Row[]) {
	return ask(contactFilter, records, ...rows);
}

function conversations(records: Row[], ...rows: Row[]) {
	return ask(conversationFilter, records, ...rows);
}

function custom(attributes: Row) {
	return { custom_attributes: attributes };
}

function badValue(key: string) {
	return `Invalid value. The values provided for ${key} are invalid`;
}

describe('filters of contacts, whatever the values are', () => {
	const person = {
		name: 'Jane',
		blocked: true,
		phone_number: '+49',
		...custom({ plan: 'Pro', seats: 1, beta: true, renewal: '12026-01-02' }),
	};

	it.each<[string, Row, unknown]>([
		// Ruby reads `values[0]`: a character of a text, a bit of a number, nothing of an object.
		['a text for a list', row('name', 'equal_to', 'jane'), [false]],
		['a text of one sign', row('seats', 'equal_to', '1'), [true]],
		['an odd number for a list', row('seats', 'equal_to', 5), [true]],
		['an even number for a list', row('seats', 'is_greater_than', 4), [true]],
		['an object', row('name', 'equal_to', { a: 'jane' }), [false]],
		['an empty object', row('name', 'equal_to', {}), badValue('name')],
		['true for a list', row('blocked', 'equal_to', true), '500'],
		['false for a list', row('blocked', 'equal_to', false), badValue('blocked')],
		['a list in a list', row('name', 'equal_to', [['jane']]), '500'],
		['a number for a boolean', row('blocked', 'equal_to', [1]), '500'],
		['a digit as text for a boolean', row('blocked', 'equal_to', ['1']), [true]],
		['a boolean for a number', row('seats', 'is_greater_than', [true]), badValue('seats')],
		['a hexadecimal number', row('seats', 'is_less_than', ['0x10']), badValue('seats')],
		['a number for a phone', row('phone_number', 'equal_to', [49]), '500'],
		['a year of five digits', row('renewal', 'is_greater_than', ['9999-12-31']), [true]],
		['the same year as a value', row('renewal', 'equal_to', ['12026-01-02']), [true]],
		['an operator nobody knows, as text', row('seats', 'is', [1]), [true]],
		[
			'an operator in capitals',
			row('name', 'EQUAL_TO', ['jane']),
			expect.stringMatching(/^Invalid operator/),
		],
		['null for values of labels', row('labels', 'is_present', null), '500'],
		['an unknown key, compared', row('nope', 'is_less_than', ['1']), badValue('nope')],
		['an unknown key, values read first', row('nope', 'contains', [1]), '500'],
		[
			'an unknown key',
			row('nope', 'equal_to', [1]),
			expect.stringMatching(/^Invalid attribute key/),
		],
		['a number that joins', { ...row('name', 'equal_to', ['jane']), query_operator: 1 }, '500'],
	])('%s', (_, given, answer) => {
		expect(contacts([person], given)).toEqual(answer);
	});

	it('names the wrong row before the database sees the broken one', () => {
		const broken = { ...row('name', 'equal_to', [1]), query_operator: 'AND' };
		expect(contacts([], broken, row('name', 'is_present'))).toMatch(/^Invalid operator/);
		expect(contacts([], broken, row('name', 'equal_to', ['jane']))).toBe('500');
	});
});

describe('filters of conversations, whatever the values are', () => {
	const records = [
		{
			status: 'open',
			inbox_id: 1,
			labels: ['vip'],
			additional_attributes: { browser_language: 'en' },
			...custom({ plan: 'Pro' }),
		},
		{
			status: 'resolved',
			inbox_id: 2,
			labels: ['Gold'],
			additional_attributes: { browser_language: 'EN' },
			...custom({ plan: 'Basic' }),
		},
	];

	it.each<[string, Row[], unknown]>([
		['a text for a list', [row('browser_language', 'equal_to', 'en')], [true, false]],
		['a number for a list', [row('inbox_id', 'equal_to', 2)], [false, true]],
		['a text for a list of words', [row('status', 'equal_to', 'open')], '500'],
		['all for a list of words', [row('status', 'equal_to', 'all')], [true, true]],
		['a number for a word', [row('status', 'equal_to', [0])], '500'],
		['a word nobody knows', [row('status', 'equal_to', ['open', 'closed'])], [true, false]],
		['not a word nobody knows', [row('status', 'not_equal_to', ['closed'])], [false, false]],
		['other capitals', [row('browser_language', 'equal_to', ['EN'])], [false, true]],
		['a label in other capitals', [row('labels', 'equal_to', ['VIP', 'GOLD'])], [false, false]],
		['a label in its own letters', [row('labels', 'equal_to', ['Gold'])], [false, true]],
		['an object', [row('inbox_id', 'equal_to', { a: 1 })], '500'],
		[
			'several values of a custom attribute',
			[row('plan', 'equal_to', ['pro', 'basic'])],
			[true, false],
		],
		[
			'several texts behind a custom attribute',
			[
				{ ...row('plan', 'is_present'), query_operator: 'AND' },
				row('inbox_id', 'equal_to', ['1', '2']),
			],
			[true, false],
		],
	])('%s', (_, rows, answer) => {
		expect(conversations(records, ...rows)).toEqual(answer);
	});
});
