/**
 * A date, alone or with a time, with or without seconds, fractions and a zone. In the year 1, other
 * systems write that there is none.
 */
const ISO =
	/^([1-9]\d{3}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * A point in time from what a parameter may hold: ISO text with or without a zone, unix seconds or
 * milliseconds, a Date, or n8n's DateTime. Undefined when it is none of these.
 */
export function parseDateTime(value: unknown, timeZone: string): Date | undefined {
	if (value instanceof Date) return valid(value);
	if (isDateTime(value)) return valid(new Date(value.toMillis()));
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const text = String(value).trim();
	// Eleven digits or more are milliseconds: as seconds they would lie beyond the year 2286.
	if (/^\d{9,14}$/.test(text)) return new Date(Number(text) * (text.length > 10 ? 1 : 1000));
	const parts = ISO.exec(text);
	if (!parts) return undefined;
	const [, date, time = '00:00', seconds = ':00', zone] = parts;
	const wallTime = valid(new Date(`${date}T${time}${seconds}Z`));
	// 2030-02-31 and 24:00 would roll over silently.
	if (!wallTime?.toISOString().startsWith(`${date}T${time}`)) return undefined;
	if (zone) return valid(new Date(`${date}T${time}${seconds}${withColon(zone)}`));
	return new Date(momentOf(wallTime.getTime(), timeZone));
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * The moment at which the clocks of a zone show a time, given as if they were those of UTC. A time that
 * they skip counts by the clocks before: in Chile, the day on which summer begins has no 0:00, so it begins
 * at 1:00, not with the last hour of the day before. Of a time shown twice, it is the first.
 */
function momentOf(wallTime: number, timeZone: string): number {
	const before = offsetAt(wallTime - DAY, timeZone);
	const moment = wallTime - before;
	if (offsetAt(moment, timeZone) === before) return moment;
	const after = offsetAt(wallTime + DAY, timeZone);
	return offsetAt(wallTime - after, timeZone) === after ? wallTime - after : moment;
}

/**
 * The day, such as `2030-01-31`, that a parameter means. Text counts as written, with or without a
 * time; a moment (a Date, its JSON ending in Z, unix seconds or milliseconds) is read on the clocks
 * of `timeZone`, and n8n's DateTime in its own zone. Undefined when it is none of these.
 */
export function parseDay(value: unknown, timeZone: string): string | undefined {
	const text = String(isDateLike(value) ? value.toJSON() : value).trim();
	const moment = /^\d+$|^\d{4}-\d\d-\d\d[T ].*Z$/i.test(text)
		? parseDateTime(text, timeZone)
		: undefined;
	if (moment) return dayAt(moment, timeZone);
	const day = /^(\d{4}-\d\d-\d\d)(?:[T ].*)?$/.exec(text)?.[1];
	// 2030-02-31 would roll over, and databases know no year 0.
	if (day === undefined || day.startsWith('0000')) return undefined;
	return valid(new Date(`${day}T00:00:00Z`))
		?.toISOString()
		.startsWith(day)
		? day
		: undefined;
}

/** The calendar day of a moment in a zone. */
export function dayAt(moment: Date, timeZone: string): string {
	const local = new Date(moment.getTime() + offsetAt(moment.getTime(), timeZone));
	return local.toISOString().slice(0, 10);
}

/** What JSON turns into text: a Date, n8n's DateTime. */
export function isDateLike(value: unknown): value is { toJSON(): unknown } {
	const isObject = typeof value === 'object' && value !== null;
	return isObject && 'toJSON' in value && typeof value.toJSON === 'function';
}

function isDateTime(value: unknown): value is { toMillis(): number } {
	const isObject = typeof value === 'object' && value !== null;
	return isObject && 'toMillis' in value && typeof value.toMillis === 'function';
}

/** Turns +0200 into +02:00. */
function withColon(zone: string): string {
	return zone.toUpperCase().replace(/^(.\d\d)(\d\d)$/, '$1:$2');
}

function valid(date: Date): Date | undefined {
	return Number.isNaN(date.getTime()) ? undefined : date;
}

/** By how many hours the clocks of a zone are ahead of UTC at a moment. */
export function hoursAhead(moment: Date, timeZone: string): number {
	return offsetAt(moment.getTime(), timeZone) / 3_600_000;
}

/** How far a zone's clock is ahead of UTC at a moment, in ms. */
function offsetAt(moment: number, timeZone: string): number {
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	const part = Object.fromEntries(
		format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
	);
	const { year, month, day, hour, minute, second } = part;
	return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1000) * 1000;
}

/** A moment in whole seconds since 1970, the one that has begun included. */
export const unixSeconds = (moment: Date): number => Math.floor(moment.getTime() / 1000);
