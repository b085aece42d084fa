import { contactOf, inboxOf, messagesOf } from '../state/access';
import type { State } from '../state/state';
import type { Conversation, Inbox, Message } from '../state/types';
import { DAY_MS } from './day';
import { isWebsite } from './inbox';
import { INCOMING, OUTGOING, TEMPLATE } from './message-types';

/** A message that the server writes on its own, without a sender. */
export interface Template {
	content: string;
	content_type?: string;
}

const FIVE_MINUTES = 5 * 60_000;

/**
 * An inbox's automatic answers, by save, once the customer has written: out of office, greeting, and
 * on a website the question for an address (hook_execution_service.rb, chatwoot.md [326, 668, 744]).
 */
export function templatesAfter(
	state: State,
	conversation: Conversation,
	message: Message,
): Template[][] {
	const all = messagesOf(state, conversation);
	if (message.message_type === TEMPLATE || !all.some(isOf(INCOMING))) return [];
	const inbox = inboxOf(state, conversation);
	const { out_of_office_message: away, greeting_message: greeting } = inbox.settings;
	const out: Template[][] = [];
	if (away && isOutOfOffice(inbox, message, all)) out.push([{ content: away }]);
	const isFirst = !all.some(isOf(OUTGOING)) && !all.some(isOf(TEMPLATE)) && out.length === 0;
	if (isFirst && inbox.settings.greeting_enabled && greeting) out.push([{ content: greeting }]);
	const isAsked = all.some((row) => row.content_type === 'input_email');
	const isKnown = contactOf(state, conversation).email !== null;
	if (isWebsite(inbox) && inbox.settings.enable_email_collect && !isAsked && !isKnown) {
		out.push([
			{ content: 'Give the team a way to reach you.' },
			{ content: 'Get notified by email', content_type: 'input_email' },
		]);
	}
	return out;
}

function isOf(type: number) {
	return (row: Message) => row.message_type === type;
}

/** Sent once a day, and not while somebody is answering. */
function isOutOfOffice(inbox: Inbox, message: Message, all: Message[]): boolean {
	if (message.message_type !== INCOMING || !inbox.settings.working_hours_enabled) return false;
	const time = message.created_at;
	const today = Math.floor(time / DAY_MS) * DAY_MS;
	const isTold = all.some((row) => isOf(TEMPLATE)(row) && row.created_at >= today);
	const isAnswered = all.some((row) => {
		return isOf(OUTGOING)(row) && !row.private && row.created_at > time - FIVE_MINUTES;
	});
	return !isTold && !isAnswered && isClosed(inbox, time);
}

/** Judged by the hours of the day in the inbox's own time zone (working_hour.rb). */
function isClosed(inbox: Inbox, time: number): boolean {
	const { day, seconds } = localTime(inbox.settings.timezone ?? 'UTC', time);
	const hours = inbox.working_hours.find((row) => row.day_of_week === day);
	if (!hours || hours.closed_all_day === true) return true;
	if (hours.open_all_day === true) return false;
	const at = (hour: unknown, minutes: unknown) => Number(hour) * 3600 + Number(minutes) * 60;
	return (
		seconds < at(hours.open_hour, hours.open_minutes) ||
		seconds > at(hours.close_hour, hours.close_minutes)
	);
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function localTime(timeZone: string, time: number): { day: number; seconds: number } {
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone,
		weekday: 'short',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
		hourCycle: 'h23',
	});
	const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, value]));
	const number = (name: Intl.DateTimeFormatPartTypes) => Number(parts.get(name));
	const seconds = number('hour') * 3600 + number('minute') * 60 + number('second');
	return { day: DAYS.indexOf(parts.get('weekday') ?? ''), seconds };
}
