import fc from 'fast-check';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { executeNode } from '../engine';
import { locator } from '../../nodes/shared/locator';
import { Parameters } from '../../nodes/shared/parameters';
import { quote } from '../../nodes/shared/text';
import { cleanText } from '../../nodes/shared/text';
import { text, tinyNode, tinyOperation, tokenCredential } from './tiny-node';

/** The parameters of the tiny node, each one open to any value by an expression. */
const properties: INodeProperties[] = [
	{ ...text('any'), displayName: 'Anything' },
	locator({ displayName: 'Room', name: 'room', description: '', id: '7', url: 'https://x/7' }),
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		default: {},
		options: [{ ...text('email'), displayName: 'Email' }],
	},
	{
		displayName: 'Labels',
		name: 'labels',
		type: 'fixedCollection',
		default: {},
		options: [
			{
				displayName: 'Label',
				name: 'label',
				values: [{ ...text('title'), displayName: 'Title' }],
			},
		],
	},
];

type Read = (param: Parameters) => unknown;

/** What an operation reads when the parameters are these; `value` is what the expressions see. */
async function reading(read: Read, parameters: IDataObject, value?: unknown) {
	const operation = tinyOperation<Parameters>(
		'read',
		async (param) => ({ read: read(param) }) as IDataObject,
		{ properties },
	);
	const { json, error } = await executeNode({
		node: tinyNode<Parameters>({
			resources: [{ name: 'Thing', value: 'thing', operations: [operation] }],
			secrets: { keys: [], untouchedKeys: [] },
			open:
				async (execution) =>
				(index, { properties: own }) =>
					new Parameters(execution, index, own),
		}),
		parameters: { resource: 'thing', operation: 'read', ...parameters } as never,
		credential: tokenCredential,
		credentialData: {},
		items: [{ json: { value } as IDataObject }],
	});
	return { value: json[0]?.read, error };
}

const expression = { any: '={{ $json.value }}' };

/** What a reader returns for a value from an expression. */
async function of(read: Read, value: unknown): Promise<unknown> {
	const result = await reading(read, expression, value);
	if (result.error) return `${result.error.name}: ${result.error.message}`;
	return result.value;
}

const refusal = (words: string) => `NodeOperationError: "Anything" ${words}`;

describe('text', () => {
	it.each<[unknown, unknown]>([
		['hello', 'hello'],
		[' kept as it is ', ' kept as it is '],
		[42, '42'],
		[0, '0'],
		[false, 'false'],
		[null, ''],
		[undefined, ''],
		['', ''],
		[{ a: 1 }, refusal('should be text, but is an object')],
		[['a'], refusal('should be text, but is a list')],
		[NaN, refusal('should be text, but is NaN')],
		[-Infinity, refusal('should be text, but is -Infinity')],
		[9007199254740991, '9007199254740991'],
		[
			24512345678901236,
			refusal('should be text, but is a number of too many digits: 24512345678901236'),
		],
		['24512345678901235', '24512345678901235'],
		[1.5e-7, '1.5e-7'],
		['a\0b\uD800c', 'abc'],
	])('of %j is %j', async (value, expected) => {
		expect(await of((param) => param.text('any'), value)).toBe(expected);
	});

	it('that is required may not be empty or blank', async () => {
		for (const value of ['', '  \n', null, undefined]) {
			expect(await of((param) => param.requiredText('any'), value)).toBe(refusal('is empty'));
		}
		expect(await of((param) => param.requiredText('any'), 'x')).toBe('x');
	});

	it('that is optional is left out when empty or blank', async () => {
		for (const value of ['', '  \n', null, undefined]) {
			expect(await of((param) => param.optionalText('any'), value)).toBeUndefined();
		}
	});
});

describe('a boolean', () => {
	it.each<[unknown, unknown]>([
		[true, true],
		[false, false],
		['true', true],
		[' FALSE ', false],
		['yes', true],
		['no', false],
		[1, true],
		[0, false],
		['', undefined],
		[null, undefined],
		['maybe', refusal('should be true or false, but is "maybe"')],
		[2, refusal('should be true or false, but is "2"')],
		[{ a: 1 }, refusal('should be true or false, but is "{"a":1}"')],
		[['true'], refusal('should be true or false, but is "["true"]"')],
	])('of %j is %j', async (value, expected) => {
		expect(await of((param) => param.optionalBoolean('any'), value)).toBe(expected);
	});

	it('that is not set is false', async () => {
		expect(await of((param) => param.boolean('any'), '')).toBe(false);
	});
});

describe('a choice', () => {
	const read: Read = (param) => param.choice('any', ['open', 'closed'] as const);

	it('is one of the words', async () => {
		expect(await of(read, 'open')).toBe('open');
		expect(await of(read, ' closed ')).toBe('closed');
	});

	it('of another word is refused with the words there are', async () => {
		const { error } = await reading(read, expression, 'Open');
		expect(error?.message).toBe('"Anything" is "Open"');
		expect(error?.description).toBe('It has to be one of: open, closed.');
		expect(error?.context.itemIndex).toBe(0);
	});

	it('may not be left out, unless it is optional', async () => {
		expect(await of(read, '')).toBe(refusal('is empty'));
		const optional: Read = (param) => param.optionalChoice('any', ['open'] as const);
		expect(await of(optional, '')).toBeUndefined();
	});
});

describe('a date', () => {
	const read: Read = (param) => param.optionalDate('any')?.toISOString();

	it('is read in the time zone of the workflow', async () => {
		expect(await of(read, '2030-01-31T09:00:00Z')).toBe('2030-01-31T09:00:00.000Z');
		const zone = (param: Parameters) => param.timeZone;
		const local = await of((param) => zone(param) && read(param), '2030-01-31T09:00:00');
		const shown = new Date(String(local)).toLocaleString('sv-SE', {
			timeZone: String(await of(zone, '')),
		});
		expect(shown).toBe('2030-01-31 09:00:00');
	});

	it('that is none is refused with a form that works', async () => {
		const { error } = await reading(read, expression, 'next week');
		expect(error?.message).toBe('"Anything" is not a date: "next week"');
		expect(error?.description).toContain('2030-01-31T09:00:00');
	});

	it.each([[''], [null], [undefined]])('of %j is left out', async (value) => {
		expect(await of(read, value)).toBeUndefined();
	});
});

describe('names', () => {
	it.each<[unknown, unknown]>([
		['vip, new lead ,,', ['vip', 'new lead']],
		[
			['vip', ' new lead ', ''],
			['vip', 'new lead'],
		],
		[['a, b'], ['a, b']],
		['data, other,data', ['data', 'other']],
		[
			[1, true],
			['1', 'true'],
		],
		[7, ['7']],
		['', []],
		[null, []],
		[[], []],
		[' ["vip", "a, b", 7]', ['vip', 'a, b', '7']],
		['[vip], new', ['[vip]', 'new']],
		[{ a: 1 }, refusal('should be text, but is an object')],
		[[{ title: 'vip' }], refusal('should be a list of names, but holds an object')],
		[[null], refusal('should be a list of names, but holds null')],
		[[['vip']], refusal('should be a list of names, but holds a list')],
		[['vip', undefined], refusal('should be a list of names, but holds undefined')],
		['["vip", null]', refusal('should be a list of names, but holds null')],
		[[NaN], refusal('should be a list of names, but holds NaN')],
	])('of %j are %j', async (value, expected) => {
		expect(await of((param) => param.names('any'), value)).toEqual(expected);
	});
});

describe('JSON', () => {
	it('is parsed from text, or taken as it is', async () => {
		const read: Read = (param) => param.optionalJson('any');
		expect(await of(read, '{"a": [1]}')).toEqual({ a: [1] });
		expect(await of(read, { a: [1] })).toEqual({ a: [1] });
		expect(await of(read, ' ')).toBeUndefined();
		expect(await of(read, 'null')).toBeNull();
		expect(await of(read, 5)).toBe(5);
	});

	it('that is none is refused with the place of the mistake', async () => {
		const { error } = await reading((param) => param.optionalJson('any'), expression, '{"a": 1,}');
		expect(error?.message).toBe('"Anything" is not valid JSON');
		expect(error?.description).toMatch(/position|property name/);
	});

	it.each<[unknown, unknown]>([
		['{"a": 1}', { a: 1 }],
		['', undefined],
		['[1]', refusal('should be a JSON object, but is a list')],
		['5', refusal('should be a JSON object, but is a number')],
		['null', refusal('should be a JSON object, but is null')],
	])('object of %j is %j', async (value, expected) => {
		expect(await of((param) => param.optionalObject('any'), value)).toEqual(expected);
	});

	it.each<[unknown, unknown]>([
		['[1, 2]', [1, 2]],
		[
			[1, 2],
			[1, 2],
		],
		['', undefined],
		['{}', refusal('should be a JSON list, but is an object')],
		['"a"', refusal('should be a JSON list, but is a string')],
	])('list of %j is %j', async (value, expected) => {
		expect(await of((param) => param.optionalList('any'), value)).toEqual(expected);
	});
});

describe('a resource locator', () => {
	const read: Read = (param) => param.locator('room');
	const room = (value: unknown, mode = 'id') => ({ __rl: true, mode, value });

	it.each<[unknown, unknown]>([
		[room('7'), '7'],
		[room(7), '7'],
		[room(' 7 '), '7'],
		[room('https://x/7', 'url'), 'https://x/7'],
		[room(''), ''],
		[room('={{ $json.value }}'), 'from item'],
		['={{ $json.value }}', 'from item'],
	])('of %j is %j', async (parameter, expected) => {
		const result = await reading(read, { room: parameter } as IDataObject, 'from item');
		expect(result.error).toBeUndefined();
		expect(result.value).toBe(expected);
	});

	it('may come whole from an expression', async () => {
		const result = await reading(read, { room: '={{ $json.value }}' }, room('9'));
		expect(result.value).toBe('9');
	});

	it('that holds an object is refused', async () => {
		const { error } = await reading(read, { room: room('={{ $json.value }}') as never }, { a: 1 });
		expect(error?.message).toBe('"Room" should be an ID, but is an object');
	});

	it.each([[null], [undefined]])('of an expression that yields %j is empty', async (value) => {
		const result = await reading(read, { room: room('={{ $json.value }}') as never }, value);
		expect(result.value).toBe('');
	});
});

describe('the name of a parameter in an error', () => {
	it('is the one of the editor, with the collection before it', async () => {
		const { error } = await reading((param) => param.optionalBoolean('additionalFields.email'), {
			additionalFields: { email: 'perhaps' },
		});
		expect(error?.message).toBe(
			'"Additional Fields > Email" should be true or false, but is "perhaps"',
		);
	});

	it('follows groups of fields', async () => {
		const name: Read = (param) => param.displayName('labels.label.title');
		expect(await of(name, '')).toBe('Labels > Label > Title');
	});

	it('is the path where the editor knows none', async () => {
		expect(await of((param) => param.displayName('who.knows'), '')).toBe('who.knows');
	});
});

describe('a parameter that is not set', () => {
	it('is empty for every reader', async () => {
		const path = 'additionalFields.email';
		const read: Read = (param) => [
			param.value(path) === undefined,
			param.text(path),
			param.optionalText(path) === undefined,
			param.boolean(path),
			param.optionalDate(path) === undefined,
			param.optionalJson(path) === undefined,
			param.optionalObject(path) === undefined,
			param.optionalList(path) === undefined,
			param.locator(path),
		];
		expect(await of(read, '')).toEqual([true, '', true, false, true, true, true, true, '']);
	});
});

describe('a hostile value', () => {
	const readers: Record<string, Read> = {
		text: (param) => param.text('any'),
		requiredText: (param) => param.requiredText('any'),
		boolean: (param) => param.boolean('any'),
		choice: (param) => param.choice('any', ['a'] as const),
		date: (param) => param.optionalDate('any')?.toISOString(),
		json: (param) => param.optionalJson('any'),
		names: (param) => param.names('any'),
		count: (param) => param.count('any'),
		object: (param) => param.optionalObject('any'),
		list: (param) => param.optionalList('any'),
		locator: (param) => param.locator('any'),
	};
	const words = / (is|should be) /;

	/** The readers alone, without n8n around them: thousands of values would take too long. */
	function parametersWith(value: unknown): Parameters {
		const node = { id: '1', name: 'Tiny', type: 'tiny' };
		const execution = {
			getNodeParameter: (_path: string, _index: number, _fallback: unknown, options?: object) =>
				options ? '={{ $json.value }}' : value,
			getTimezone: () => 'Europe/Berlin',
			getNode: () => node,
		};
		return new Parameters(execution as never, 0, properties);
	}

	const hostile: fc.Arbitrary<unknown> = fc.oneof(
		fc.anything(),
		fc.jsonValue({ maxDepth: 3 }),
		fc.json(),
		fc.string({ unit: 'binary' }),
		fc.constantFrom<unknown>(
			{ toString: 1, valueOf: 2 },
			{ toJSON: 1 },
			{ value: { toString: 1 } },
			{ toMillis: 'soon' },
			Object.create(null),
			[[]],
			'../../etc',
			'a\r\nX-Evil: 1',
			'9'.repeat(400),
		),
	);

	it.each(Object.keys(readers))('is either read as %s or refused by name', (name) => {
		fc.assert(
			fc.property(hostile, (value) => {
				try {
					readers[name](parametersWith(value));
				} catch (error) {
					expect((error as Error).name).toBe('NodeOperationError');
					expect((error as Error).message).toMatch(/^"Anything"/);
					expect((error as Error).message).toMatch(words);
				}
			}),
			{ seed: 20_261_121, numRuns: 400 },
		);
	});
});

describe('a quoted value', () => {
	it('is short and on one line', () => {
		expect(quote('a\n b')).toBe('"a b"');
		expect(quote('x'.repeat(100))).toBe(`"${'x'.repeat(60)}..."`);
		expect(quote({ a: [1] })).toBe('"{"a":[1]}"');
	});
});

describe('text that any server can store', () => {
	it('is well formed, without NUL, and otherwise the same', () => {
		const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
		const anyText = fc.string({ unit });
		const tricky = fc.string({ unit: fc.constantFrom('\0', '\uD83D', '\uDE00', '😀', 'a') });
		fc.assert(
			fc.property(fc.oneof(anyText, tricky), (given) => {
				const clean = cleanText(given);
				// UTF-8 cannot encode lone surrogates: what survives the round trip has none.
				const roundTrip = Buffer.from(given).toString();
				expect(Buffer.from(clean).toString()).toBe(clean);
				expect(clean).not.toContain('\0');
				const visible = (value: string) => value.replace(/[\0\uFFFD]/g, '');
				expect(visible(clean)).toBe(visible(roundTrip));
			}),
			{ seed: 20_261_121, numRuns: 1000 },
		);
	});

	it('keeps emoji, line breaks and every other character', () => {
		const all = 'Grüße 😀👩‍👩‍👧\r\n\t "quoted" {{ liquid }} \u202E';
		expect(cleanText(all)).toBe(all);
	});
});

describe('a value that is read twice', () => {
	it('is the same both times, as its expression is run once', async () => {
		const both: Read = (param) => [param.text('any'), param.text('any')];
		const { value } = await reading(both, { any: '={{ Math.random() }}' });
		const [one, other] = value as string[];
		expect(one).toMatch(/^0\.\d/);
		expect(other).toBe(one);
	});
});
