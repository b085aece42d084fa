import type { INodeProperties } from 'n8n-workflow';
import { capitalised, quote } from '../../../shared/text';
import { minutesOf, openDay, WEEKDAYS, wholeDay } from '../../api/working-hours';
import type { Weekday, WorkingDay } from '../../api/working-hours';
import type { ChatwootParameters } from '../parameters/parameters';

const WORKDAYS = WEEKDAYS.slice(1, 6);
const timeField = (displayName: string, name: string, time: string, description: string) =>
	({
		displayName,
		name,
		type: 'string',
		default: time,
		placeholder: `e.g. ${time}`,
		displayOptions: { show: { open: ['hours'] } },
		description,
	}) satisfies INodeProperties;

/** The working hours of an inbox; one row can cover several days. */
export const workingHoursField: INodeProperties = {
	displayName: 'Working Hours',
	name: 'workingHours',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Days',
	default: {},
	description:
		'When the team answers, in the time zone of the inbox; days without a row stay as they are. They count only while Working Hours Enabled is on.',
	options: [
		{
			displayName: 'Days',
			name: 'row',
			values: [
				{
					displayName: 'Days',
					name: 'days',
					type: 'multiOptions',
					options: [...WORKDAYS, WEEKDAYS[6], WEEKDAYS[0]].map((value) => ({
						name: capitalised(value),
						value,
					})),
					default: [...WORKDAYS],
					description: 'The days of the week that this row is about',
				},
				{
					displayName: 'Open',
					name: 'open',
					type: 'options',
					options: [
						{ name: 'All Day', value: 'allDay' },
						{ name: 'Between Two Times', value: 'hours' },
						{ name: 'Not at All', value: 'closed' },
					],
					default: 'hours',
					description: 'When the team answers on these days: allDay, closed or hours',
				},
				timeField('From', 'from', '09:00', 'When the day begins, as hours and minutes'),
				timeField('To', 'to', '17:00', 'When the day ends, as hours and minutes up to 23:59'),
			],
		},
	],
};

/** The days that the rows at `path` describe; undefined when there are no rows. */
export function workingHoursFrom(
	param: ChatwootParameters,
	path: string,
): WorkingDay[] | undefined {
	const rows = param.optionalList(`${path}.row`) ?? [];
	const days = rows.flatMap((_, index) => daysIn(param, `${path}.row[${index}]`));
	const numbers = days.map(({ day_of_week }) => day_of_week);
	const twice = numbers.find((number, index) => numbers.indexOf(number) !== index);
	if (twice !== undefined) param.refuse(path, `name ${capitalised(WEEKDAYS[twice])} twice`);
	return days.length > 0 ? days : undefined;
}

function daysIn(param: ChatwootParameters, row: string): WorkingDay[] {
	const weekdays = param
		.names(`${row}.days`)
		.map((name) => weekdayFrom(param, `${row}.days`, name));
	if (weekdays.length === 0) param.refuse(`${row}.days`, 'is empty', 'Choose at least one day.');
	const open = param.choice(`${row}.open`, ['allDay', 'closed', 'hours']);
	if (open !== 'hours') return weekdays.map((weekday) => wholeDay(weekday, open));
	const from = timeFrom(param, `${row}.from`);
	const to = timeFrom(param, `${row}.to`);
	// The server would leave such a day unchanged, and answer 200 (chatwoot.md §9).
	if (to <= from) {
		param.refuse(
			`${row}.to`,
			`is not after From: ${param.text(`${row}.to`)}`,
			'A day has to close after it opens. Chatwoot knows no hours over midnight.',
		);
	}
	return weekdays.map((weekday) => openDay(weekday, from, to));
}

function weekdayFrom(param: ChatwootParameters, path: string, name: string): Weekday {
	const found = WEEKDAYS.find((weekday) => weekday === name.toLowerCase());
	const wayOut = `Possible values are ${WEEKDAYS.join(', ')}.`;
	return found ?? param.refuse(path, `holds ${quote(name)}`, wayOut);
}

function timeFrom(param: ChatwootParameters, path: string): number {
	const text = param.requiredText(path).trim();
	const wayOut = 'Write hours and minutes of a day of 24 hours, such as 09:30. The last is 23:59.';
	return minutesOf(text) ?? param.refuse(path, `is not a time: ${quote(text)}`, wayOut);
}
