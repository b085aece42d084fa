/** The parts of a date and time without a zone: 2030-01-31, 2030-01-31T09:00, with seconds or fractions. */
const LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;
const WITH_ZONE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})$/i;

/**
 * A point in time from what a parameter may hold: ISO text with or without a zone, unix seconds or
 * milliseconds, a Date, or n8n's DateTime. Undefined when it is none of these.
 */
export function parseDateTime(value: unknown, timeZone: string): Date | undefined {
	if (value instanceof Date) return valid(value);
	if (typeof value === 'object' && value !== null && 'toMillis' in value) {
		return valid(new Date((value as { toMillis(): number }).toMillis()));
	}
	const text = String(value).trim();
	// Eleven digits and more are milliseconds: as seconds they would lie beyond the year 5000.
	if (/^\d{9,14}$/.test(text)) return new Date(Number(text) * (text.length > 10 ? 1 : 1000));
	if (WITH_ZONE.test(text)) return valid(new Date(text.replace(' ', 'T')));
	const parts = LOCAL.exec(text);
	if (!parts) return undefined;
	const [year, month, day, hour = 0, minute = 0, second = 0] = parts.slice(1).map((part) => Number(part ?? 0));
	const wall = Date.UTC(year, month - 1, day, hour, minute, second);
	// 2030-02-31 and 25:00 would roll over silently.
	if (new Date(wall).getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) return undefined;
	return new Date(wall - offsetAt(wall - offsetAt(wall, timeZone), timeZone));
}

function valid(date: Date): Date | undefined {
	return Number.isNaN(date.getTime()) ? undefined : date;
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
