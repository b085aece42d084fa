import type { IDataObject } from 'n8n-workflow';

/** In Chatwoot's order, numbered from 0. */
export const WEEKDAYS = [
	'sunday',
	'monday',
	'tuesday',
	'wednesday',
	'thursday',
	'friday',
	'saturday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** One day of an inbox's week; it has hours only if it is neither closed nor open all day. */
export interface WorkingDay extends IDataObject {
	day_of_week: number;
	closed_all_day: boolean;
	open_all_day: boolean;
	open_hour?: number | null;
	open_minutes?: number | null;
	close_hour?: number | null;
	close_minutes?: number | null;
}

/** A time such as 09:30 in minutes after midnight; undefined when it is not a time. */
export function minutesOf(time: string): number | undefined {
	const [hours, minutes] = (/^(\d{1,2}):(\d{2})$/.exec(time) ?? []).slice(1).map(Number);
	return hours <= 23 && minutes <= 59 ? hours * 60 + minutes : undefined;
}

/**
 * A day as the server takes it, open between two times in minutes after midnight. The server
 * silently drops a day that closes before it opens (chatwoot.md §9), so the caller has to refuse
 * that.
 */
export function openDay(weekday: Weekday, from: number, to: number): WorkingDay {
	return {
		...wholeDay(weekday, 'hours'),
		open_hour: Math.floor(from / 60),
		open_minutes: from % 60,
		close_hour: Math.floor(to / 60),
		close_minutes: to % 60,
	};
}

export function wholeDay(weekday: Weekday, open: 'allDay' | 'closed' | 'hours'): WorkingDay {
	return {
		day_of_week: WEEKDAYS.indexOf(weekday),
		closed_all_day: open === 'closed',
		open_all_day: open === 'allDay',
	};
}

/** An inbox's week in words: `{ "monday": "09:00-17:00", "sunday": "closed" }`. */
export function shownWeek(days: WorkingDay[]): IDataObject {
	return Object.fromEntries(days.map((day) => [WEEKDAYS[day.day_of_week], shownDay(day)]));
}

function shownDay(day: WorkingDay): string {
	if (day.closed_all_day) return 'closed';
	if (day.open_all_day) return 'all day';
	const time = (hour?: number | null, minute?: number | null) =>
		[hour ?? 0, minute ?? 0].map((part) => String(part).padStart(2, '0')).join(':');
	const { open_hour, open_minutes, close_hour, close_minutes } = day;
	return `${time(open_hour, open_minutes)}-${time(close_hour, close_minutes)}`;
}
