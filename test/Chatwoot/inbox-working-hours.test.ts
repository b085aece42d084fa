import fc from 'fast-check';
import { minutesOf } from '../../nodes/Chatwoot/api/working-hours';
import { byId, demo } from './chatwoot';
import { Desk } from './desk';

const desk = new Desk('inbox');
const inbox = { inbox: byId(demo.api) };
const hours = (...row: object[]) => ({ workingHours: { row } });
const update = (...row: object[]) => ({ ...inbox, updateFields: hours(...row) });
const weekend = { days: ['saturday', 'sunday'], open: 'closed' };

/** The inbox's initial hours. */
const WEEK = {
	sunday: 'closed',
	monday: '09:00-17:00',
	tuesday: '09:00-17:00',
	wednesday: '09:00-17:00',
	thursday: '09:00-17:00',
	friday: '09:00-17:00',
	saturday: 'closed',
};

describe('The working hours of an inbox', () => {
	it('are shown in words', async () => {
		expect((await desk.output('get', inbox))[0].working_hours).toEqual(WEEK);
	});

	it('are changed for the days that are named', async () => {
		const [output] = await desk.output(
			'update',
			update(
				{ days: ['monday', 'friday'], open: 'hours', from: '08:30', to: '23:59' },
				{ days: ['saturday'], open: 'allDay' },
				{ days: ['tuesday'], open: 'closed' },
			),
		);
		expect(output.working_hours).toEqual({
			...WEEK,
			monday: '08:30-23:59',
			friday: '08:30-23:59',
			saturday: 'all day',
			tuesday: 'closed',
		});
		const monday = {
			day_of_week: 1,
			closed_all_day: false,
			open_all_day: false,
			open_hour: 8,
			open_minutes: 30,
			close_hour: 23,
			close_minutes: 59,
		};
		expect(desk.sent('PATCH')).toEqual([
			[
				'/inboxes/1',
				{
					working_hours: [
						monday,
						{ ...monday, day_of_week: 5 },
						{ day_of_week: 6, closed_all_day: false, open_all_day: true },
						{ day_of_week: 2, closed_all_day: true, open_all_day: false },
					],
				},
			],
		]);
	});

	it('of a new inbox are set in a second request, which the server needs', async () => {
		const additionalFields = {
			...hours({ days: ['sunday'], open: 'hours', from: '9:00', to: '12:00' }),
			workingHoursEnabled: true,
		};
		const [output] = await desk.output('create', { channel: 'api', name: 'New', additionalFields });
		expect(output).toMatchObject({
			working_hours: { sunday: '09:00-12:00' },
			working_hours_enabled: true,
		});
		expect(desk.sent('POST')[0][1]).not.toHaveProperty('working_hours');
		expect(desk.sent('PATCH')).toHaveLength(1);
	});

	it('come from expressions, per item', async () => {
		const row = {
			days: '={{ $json.days }}',
			open: 'hours',
			from: '={{ $json.from }}',
			to: '20:00',
		};
		const items = [
			{ days: 'monday, Tuesday', from: '10:00' },
			{ days: ['monday'], from: '11:00' },
		];
		const output = await desk.output('update', update(row), { items });
		expect(output.map(({ working_hours }) => working_hours)).toMatchObject([
			{ monday: '10:00-20:00', tuesday: '10:00-20:00' },
			{ monday: '11:00-20:00', tuesday: '10:00-20:00' },
		]);
	});

	const field = '"Update Fields > Working Hours > Days 1';
	it.each([
		[
			'close before they open, which the server drops silently',
			{ days: ['monday'], open: 'hours', from: '18:00', to: '08:00' },
			`${field} > To" is not after From: 08:00`,
		],
		[
			'close when they open',
			{ days: ['monday'], open: 'hours', from: '18:00', to: '18:00' },
			`${field} > To" is not after From`,
		],
		[
			'end at 24:00',
			{ days: ['monday'], open: 'hours', from: '18:00', to: '24:00' },
			`${field} > To" is not a time: "24:00"`,
		],
		[
			'begin at a word',
			{ days: ['monday'], open: 'hours', from: 'nine', to: '18:00' },
			`${field} > From" is not a time: "nine"`,
		],
		[
			'have no beginning',
			{ days: ['monday'], open: 'hours', from: '', to: '18:00' },
			`${field} > From" is empty`,
		],
		['name no day', { ...weekend, days: [] }, `${field} > Days" is empty`],
		['name an unknown day', { ...weekend, days: ['mo'] }, `${field} > Days" holds "mo"`],
		['are open otherwise', { ...weekend, open: '={{ "x" }}' }, `${field} > Open" is "x"`],
	])('are refused before any request when they %s', async (_what, row, text) => {
		expect(await desk.refusal('update', update(row))).toContain(text);
		expect(desk.chatwoot.requests).toEqual([]);
	});

	it('are refused before any request when two rows name a day', async () => {
		const refusal = await desk.refusal('update', update(weekend, { ...weekend, days: ['sunday'] }));
		expect(refusal).toContain('"Update Fields > Working Hours" name Sunday twice');
		expect(desk.chatwoot.requests).toEqual([]);
	});
});

describe('A time of the day', () => {
	it('is read back from every minute', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 23 }),
				fc.integer({ min: 0, max: 59 }),
				(hour, minute) => {
					const text = `${hour}:${String(minute).padStart(2, '0')}`;
					expect(minutesOf(text)).toBe(hour * 60 + minute);
				},
			),
		);
	});

	it.each(['', '9', '9:5', '24:00', '12:60', '-1:00', '09:00:00', '9:00 am'])(
		'is not "%s"',
		(text) => {
			expect(minutesOf(text)).toBeUndefined();
		},
	);
});
