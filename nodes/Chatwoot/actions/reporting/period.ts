import type { INodeProperties } from 'n8n-workflow';
import { dayAt, parseDateTime, unixSeconds } from '../../../shared/dates';
import { clock } from '../../../shared/retry';
import type { ChatwootParameters } from '../parameters/parameters';

/** The period of a report. */
export interface Period {
	since: Date;
	/** The first moment that is no longer included. */
	until: Date;
}

/**
 * First and last day, relative to today, or to the current month. Without a last day, until now.
 */
const NAMED = {
	today: { days: [0] },
	yesterday: { days: [-1, 0] },
	last7Days: { days: [-7, 0] },
	last30Days: { days: [-30, 0] },
	thisMonth: { months: [0] },
	lastMonth: { months: [-1, 0] },
} satisfies Record<string, { days?: number[]; months?: number[] }>;
type Named = keyof typeof NAMED;

const periodField: INodeProperties = {
	displayName: 'Period',
	name: 'period',
	type: 'options',
	options: [
		{ name: 'Custom', value: 'custom', description: 'From a moment to another' },
		{ name: 'Last 30 Days', value: 'last30Days', description: 'The 30 days before today' },
		{ name: 'Last 7 Days', value: 'last7Days', description: 'The seven days before today' },
		{ name: 'Last Month', value: 'lastMonth' },
		{ name: 'This Month', value: 'thisMonth', description: 'Up to now' },
		{ name: 'Today', value: 'today', description: 'Up to now' },
		{ name: 'Yesterday', value: 'yesterday' },
	],
	default: 'last7Days',
	description:
		"What time to report on: custom, last7Days, last30Days, lastMonth, thisMonth, today or yesterday. Days begin at midnight in the workflow's time zone.",
};

const custom = { show: { period: ['custom'] } };

export const periodFields: INodeProperties[] = [
	periodField,
	{
		displayName: 'Period Start',
		name: 'periodStart',
		type: 'dateTime',
		default: '',
		displayOptions: custom,
		description: "From when on, in the workflow's time zone unless another one is written",
	},
	{
		displayName: 'Period End',
		name: 'periodEnd',
		type: 'dateTime',
		default: '',
		displayOptions: custom,
		description: 'Until when: what happens at this moment no longer counts. Now when empty.',
	},
];

/**
 * Chatwoot accepts anything as a date and then counts from 1970 or not at all (chatwoot.md [806]),
 * so only dates that were understood are sent.
 */
export function periodFrom(param: ChatwootParameters): Period {
	const now = new Date(clock.now());
	const period = param.choice('period', ['custom', ...(Object.keys(NAMED) as Named[])]);
	if (period !== 'custom') return named(period, now, param.timeZone);
	const since = param.optionalDate('periodStart') ?? param.refuse('periodStart', 'is empty');
	const until = param.optionalDate('periodEnd') ?? now;
	if (since < until) return { since, until };
	return param.refuse(
		'periodStart',
		`is ${since.toISOString()}, which is not before the end of the period, ${until.toISOString()}`,
	);
}

function named(period: Named, now: Date, zone: string): Period {
	const { days, months }: { days?: number[]; months?: number[] } = NAMED[period];
	const [year, month, day] = dayAt(now, zone).split('-').map(Number);
	const [since, until = now] = days
		? days.map((each) => midnight(Date.UTC(year, month - 1, day + each), zone))
		: months!.map((each) => midnight(Date.UTC(year, month - 1 + each, 1), zone));
	return { since, until };
}

/** The beginning of a calendar day in a zone. */
function midnight(day: number, zone: string): Date {
	return parseDateTime(new Date(day).toISOString().slice(0, 10), zone)!;
}

/** For the request: whole seconds, including the one that has begun. */
export function secondsOf({ since, until }: Period): { since: number; until: number } {
	return {
		since: unixSeconds(since),
		until: Math.ceil(until.getTime() / 1000),
	};
}

/** The period in each row of a report. */
export function periodOutput({ since, until }: Period): { since: string; until: string } {
	return { since: since.toISOString(), until: until.toISOString() };
}
