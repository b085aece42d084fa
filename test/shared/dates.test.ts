import fc from 'fast-check';
import { dayAt, parseDateTime, parseDay } from '../../nodes/shared/dates';

const settings = { seed: 20_261_121, numRuns: 500 };
const zones = [
	'UTC',
	'Europe/Berlin',
	'America/New_York',
	'America/Los_Angeles',
	'America/St_Johns',
	'Australia/Lord_Howe',
	'Asia/Kolkata',
	'Asia/Kathmandu',
	'Pacific/Kiritimati',
	'Pacific/Pago_Pago',
];

/** The local time of a zone at a moment, as people type it. */
function wallClock(moment: Date, timeZone: string): string {
	const text = moment.toLocaleString('sv-SE', { timeZone });
	return text.replace(' ', 'T');
}

const moments = fc
	.integer({ min: Date.UTC(1990, 0, 1) / 1000, max: Date.UTC(2060, 0, 1) / 1000 })
	.map((seconds) => new Date(seconds * 1000));

/** Moments within a day of a clock change in Europe, America or Australia. */
const changes = fc
	.tuple(
		fc.constantFrom(
			'2030-03-31T01:00Z',
			'2030-10-27T01:00Z',
			'2030-03-10T07:00Z',
			'2030-11-03T06:00Z',
			'2030-04-06T15:00Z',
			'2030-10-05T15:30Z',
		),
		fc.integer({ min: -86_400, max: 86_400 }),
	)
	.map(([change, seconds]) => new Date(Date.parse(change) + seconds * 1000));

describe('a date and time without a zone', () => {
	it('is read as the clock on the wall of the zone shows it, all year round', () => {
		const cases = fc.tuple(fc.oneof(moments, changes), fc.constantFrom(...zones));
		fc.assert(
			fc.property(cases, ([moment, zone]) => {
				const shown = wallClock(moment, zone);
				const read = parseDateTime(shown, zone)!;
				expect(wallClock(read, zone)).toBe(shown);
				// When the clocks go back, the same time occurs twice: either will do.
				const apart = Math.abs(read.getTime() - moment.getTime());
				expect([0, 1_800_000, 3_600_000]).toContain(apart);
			}),
			settings,
		);
	});

	it.each([
		['2030-01-31', '2030-01-30T23:00:00.000Z'],
		['2030-07-31', '2030-07-30T22:00:00.000Z'],
		['2030-01-31T09:00', '2030-01-31T08:00:00.000Z'],
		['2030-07-31 09:00', '2030-07-31T07:00:00.000Z'],
		['2030-01-31T09:00:07', '2030-01-31T08:00:07.000Z'],
		['2030-01-31T09:00:07.123456', '2030-01-31T08:00:07.123Z'],
		['  2030-01-31T09:00  ', '2030-01-31T08:00:00.000Z'],
		['2028-02-29', '2028-02-28T23:00:00.000Z'],
	])('may be %s', (text, expected) => {
		expect(parseDateTime(text, 'Europe/Berlin')?.toISOString()).toBe(expected);
	});

	// As n8n's own dates have it.
	it.each([
		['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
		['2026-09-05', 'America/Santiago', '2026-09-05T04:00:00.000Z'],
		['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
		['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
		['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
		['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
		['2011-12-30T12:00', 'Pacific/Apia', '2011-12-30T22:00:00.000Z'],
	])('that clocks skip is never before its day: %s in %s', (text, zone, expected) => {
		expect(parseDateTime(text, zone)?.toISOString()).toBe(expected);
	});
});

describe('a date and time with a zone', () => {
	it('is read in that zone, whatever the workflow is set to', () => {
		fc.assert(
			fc.property(moments, fc.constantFrom(...zones), (moment, zone) => {
				expect(parseDateTime(moment.toISOString(), zone)).toEqual(moment);
			}),
			settings,
		);
	});

	it.each([
		['2030-01-31T09:00Z', '2030-01-31T09:00:00.000Z'],
		['2030-01-31T09:00:30.5z', '2030-01-31T09:00:30.500Z'],
		['2030-01-31T09:00:00+02:00', '2030-01-31T07:00:00.000Z'],
		['2030-01-31T09:00:00-0330', '2030-01-31T12:30:00.000Z'],
		['2030-01-31 09:00+02:00', '2030-01-31T07:00:00.000Z'],
		['2030-01-31 09:00 +02:00', '2030-01-31T07:00:00.000Z'],
		['2030-01-31T09:00:00 +02:00', '2030-01-31T07:00:00.000Z'],
		['2030-01-31 09:00 Z', '2030-01-31T09:00:00.000Z'],
	])('may be %s', (text, expected) => {
		expect(parseDateTime(text, 'America/New_York')?.toISOString()).toBe(expected);
	});
});

describe('a point in time', () => {
	it('may be given in seconds or milliseconds since 1970, as a number or text', () => {
		const expected = new Date('2030-01-31T09:00:00Z');
		for (const value of [1_896_080_400, '1896080400', 1_896_080_400_000, ' 1896080400000 ']) {
			expect(parseDateTime(value, 'Asia/Kolkata')).toEqual(expected);
		}
	});

	it('may be a Date, or what n8n calls a DateTime', () => {
		const expected = new Date('2030-01-31T09:00:00Z');
		expect(parseDateTime(expected, 'UTC')).toEqual(expected);
		expect(parseDateTime({ toMillis: () => expected.getTime() }, 'UTC')).toEqual(expected);
	});
});

describe('what is no date', () => {
	it.each([
		'2030-02-30',
		'2030-02-29',
		'2030-04-31T09:00',
		'2030-13-01',
		'2030-00-10',
		'2030-01-00',
		'2030-01-32',
		'2030-01-31T24:00',
		'0001-01-01',
		'0001-01-01T00:00:00Z',
		'2030-01-31T09:60',
		'2030-01-31T09:00:60',
		'2030-02-30T09:00Z',
		'2030-02-29T09:00:00+02:00',
		'2030-13-01T09:00Z',
		'2030-01-31T25:00Z',
		'2030-01-31T24:00Z',
		'2030-01-31T09:00+99:99',
		'31.01.2030',
		'01/31/2030',
		'20300131',
		'tomorrow',
		'12',
		'',
		'2030-01-31T09:00 in Berlin',
	])('%p is refused instead of guessed', (text) => {
		expect(parseDateTime(text, 'Europe/Berlin')).toBeUndefined();
	});

	it.each([
		[null],
		[undefined],
		[true],
		[NaN],
		[-5],
		[{}],
		[[]],
		[['2030-01-31']],
		[new Date(NaN)],
		[{ toMillis: 5 }],
		[{ toMillis: () => NaN }],
		[JSON.parse('{"toString": 1, "valueOf": 2}')],
		[Object.create(null)],
	])('%p is refused without a crash', (value) => {
		expect(parseDateTime(value, 'UTC')).toBeUndefined();
	});

	it('is any other text', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				fc.pre(!/\d{4}/.test(text));
				expect(parseDateTime(text, 'UTC')).toBeUndefined();
			}),
			settings,
		);
	});
});

describe('a day', () => {
	it.each<[string, unknown, string | undefined]>([
		['a day alone', '2030-01-31', '2030-01-31'],
		['a time without a zone', ' 2030-01-31 10:00', '2030-01-31'],
		[
			'a time with an offset, which somebody has written so',
			'2030-01-31T00:30:00+05:00',
			'2030-01-31',
		],
		['midnight in Berlin as a Date', new Date('2030-01-30T23:00:00Z'), '2030-01-31'],
		['the same as its JSON', '2030-01-30T23:00:00.000Z', '2030-01-31'],
		['the same in unix seconds', 1_896_044_400, '2030-01-31'],
		['the same in milliseconds, as text', '1896044400000', '2030-01-31'],
		['a minute before midnight in summer', new Date('2030-06-30T21:59:00Z'), '2030-06-30'],
		[
			"n8n's DateTime, in its own zone",
			{ toJSON: () => '2030-01-31T00:00:00.000+01:00' },
			'2030-01-31',
		],
		['a day that does not exist', '2030-02-31', undefined],
		['the year 0', '0000-01-01', undefined],
		['a number that is no moment', 20300131, undefined],
		['a broken Date', new Date('soon'), undefined],
		['a word', 'tomorrow', undefined],
		['nothing', null, undefined],
	])('is read from %s', (_, value, day) => {
		expect(parseDay(value, 'Europe/Berlin')).toBe(day);
	});

	it('is the one on the wall of the zone, wherever and whenever', () => {
		const cases = fc.tuple(fc.oneof(moments, changes), fc.constantFrom(...zones));
		fc.assert(
			fc.property(cases, ([moment, zone]) => {
				expect(dayAt(moment, zone)).toBe(wallClock(moment, zone).slice(0, 10));
				expect(parseDay(moment, zone)).toBe(dayAt(moment, zone));
			}),
			settings,
		);
	});
});
