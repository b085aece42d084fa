import type { Call } from '../call';
import * as cast from '../http/cast';
import { notFound, serverError } from '../http/errors';
import type { ReportingEvent } from '../state/records';
import type { State } from '../state/state';
import type { Conversation, Message } from '../state/types';
import { INCOMING, OUTGOING } from './message-types';

/** From and until, in milliseconds; undefined when one of them was not given. */
export type Span = { from: number; until: number } | undefined;

/** Seconds by their leading digits; a word is an exception (chatwoot.md [806, 864]). */
function secondsOf(call: Call, name: string): number | undefined {
	const text = call.text(name);
	if (text === null || text.trim() === '') return undefined;
	const [digits] = /^\s*-?\d+/.exec(text) ?? [];
	if (digits === undefined) throw serverError('invalid date');
	return Number(digits);
}

export function spanOf(call: Call): Span {
	const [since, until] = [secondsOf(call, 'since'), secondsOf(call, 'until')];
	return since === undefined || until === undefined
		? undefined
		: { from: since * 1000, until: until * 1000 };
}

/** The preceding span of the same length. */
export function before(span: Span): Span {
	return span && { from: 2 * span.from - span.until, until: span.from };
}

export function isWithin(span: Span, time: number): boolean {
	return span !== undefined && time >= span.from && time < span.until;
}

/** The part of an account that a report is about. */
export interface Subject {
	hasConversation(row: Conversation): boolean;
	hasMessage(row: Message): boolean;
	hasEvent(row: ReportingEvent): boolean;
}

/** What `type` and `id` of a report name. */
export function subjectOf(call: Call): Subject {
	return subjectIn(call, call.text('type') ?? '', cast.id(call.params.id));
}

/** A part of the account; an unknown type is an exception, an unknown id a 404. */
export function subjectIn(call: Call, type: string, id: number | undefined): Subject {
	const { state, account } = call;
	const of = (test: (row: Conversation) => boolean): Subject => {
		const fits = (conversationId: number) => {
			const row = state.conversations.get(conversationId);
			return row?.account_id === account.id && test(row);
		};
		return {
			hasConversation: (row) => row.account_id === account.id && test(row),
			hasMessage: (row) => fits(row.conversation_id),
			hasEvent: (row) => fits(row.conversation_id),
		};
	};
	if (type === 'account') return of(() => true);
	if (type === 'inbox') {
		const inbox = call.find(state.inboxes, id);
		return of((row) => row.inbox_id === inbox.id);
	}
	if (type === 'team') {
		const team = call.find(state.teams, id);
		return of((row) => row.team_id === team.id);
	}
	if (type === 'label') {
		const { title } = call.find(state.labels, id);
		return of((row) => row.labels.includes(title));
	}
	if (type === 'agent') {
		if (call.memberId(id) === undefined) throw notFound();
		return {
			...of((row) => row.assignee_id === id),
			hasMessage: (row) => row.sender?.type === 'User' && row.sender.id === id,
			hasEvent: (row) => row.account_id === account.id && row.user_id === id,
		};
	}
	throw serverError(`'${type}' is not valid`);
}

/** A point in time with its value: averages are made from values. */
interface Sample {
	time: number;
	value: number;
}

interface Metric {
	isAverage: boolean;
	samples(state: State, subject: Subject): Sample[];
}

function ofMessages(type: number): Metric {
	return {
		isAverage: false,
		samples: (state, subject) =>
			state.messages
				.where((row) => row.message_type === type && subject.hasMessage(row))
				.map((row) => ({ time: row.created_at, value: 1 })),
	};
}

function ofEvents(name: string, isAverage: boolean): Metric {
	return {
		isAverage,
		samples: (state, subject) =>
			state.reportingEvents
				.where((row) => row.name === name && subject.hasEvent(row))
				.map((row) => ({ time: row.created_at, value: row.value })),
	};
}

export const METRICS: Record<string, Metric> = {
	conversations_count: {
		isAverage: false,
		samples: (state, subject) =>
			state.conversations
				.where((row) => subject.hasConversation(row))
				.map((row) => ({ time: row.created_at, value: 1 })),
	},
	incoming_messages_count: ofMessages(INCOMING),
	outgoing_messages_count: ofMessages(OUTGOING),
	avg_first_response_time: ofEvents('first_response', true),
	avg_resolution_time: ofEvents('conversation_resolved', true),
	reply_time: ofEvents('reply_time', true),
	resolutions_count: ofEvents('conversation_resolved', false),
	bot_resolutions_count: ofEvents('conversation_bot_resolved', false),
	bot_handoffs_count: ofEvents('conversation_bot_handoff', false),
};

export function average(samples: { value: number }[]): number | null {
	if (samples.length === 0) return null;
	return samples.reduce((sum, { value }) => sum + value, 0) / samples.length;
}

/** One figure for a span: a count, or an average, which is null without data. */
export function figure(state: State, name: string, subject: Subject, span: Span) {
	const metric = METRICS[name];
	const samples = metric.samples(state, subject).filter(({ time }) => isWithin(span, time));
	return metric.isAverage ? average(samples) : samples.length;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The start of the hour, day, week (Sunday), month or year that contains a moment. */
function startOf(time: number, unit: string): number {
	const date = new Date(time);
	const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
	if (unit === 'hour') return Math.floor(time / HOUR) * HOUR;
	if (unit === 'week') return Math.floor(time / DAY) * DAY - date.getUTCDay() * DAY;
	if (unit === 'month') return Date.UTC(year, month, 1);
	if (unit === 'year') return Date.UTC(year, 0, 1);
	return Math.floor(time / DAY) * DAY;
}

function next(time: number, unit: string): number {
	const date = new Date(time);
	const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
	if (unit === 'month') return Date.UTC(year, month + 1, 1);
	if (unit === 'year') return Date.UTC(year + 1, 0, 1);
	return time + (unit === 'hour' ? HOUR : unit === 'week' ? 7 * DAY : DAY);
}

/** The samples of a metric by hours, days, weeks, months or years of a time zone. */
export function series(call: Call, name: string, subject: Subject) {
	const span = spanOf(call);
	if (!span) return [];
	const unit = call.text('group_by') ?? 'day';
	const shift = Number(call.text('timezone_offset') ?? 0) * HOUR;
	const metric = METRICS[name];
	const samples = metric.samples(call.state, subject).filter(({ time }) => isWithin(span, time));
	const out = [];
	const last = startOf(span.until + shift, unit);
	for (let start = startOf(span.from + shift, unit); start <= last; start = next(start, unit)) {
		const inside = samples.filter(({ time }) => startOf(time + shift, unit) === start);
		const timestamp = Math.floor((start - shift) / 1000);
		out.push(
			metric.isAverage
				? { value: average(inside) ?? 0, timestamp, count: inside.length }
				: { value: inside.length, timestamp },
		);
	}
	return out;
}

/** Conversations waiting for people: open, unassigned, unanswered (chatwoot.md [804]). */
export function liveFigures(rows: Conversation[]) {
	const open = rows.filter(({ status }) => status === 'open');
	return {
		open: open.length,
		unattended: open.filter(isUnattended).length,
		unassigned: open.filter(({ assignee_id }) => assignee_id === null).length,
		pending: rows.filter(({ status }) => status === 'pending').length,
	};
}

export function isUnattended({ first_reply_created_at, waiting_since }: Conversation): boolean {
	return first_reply_created_at === null || waiting_since !== null;
}

/** The day of a moment. */
export function dayOf(time: number): string {
	return new Date(time).toISOString().slice(0, 10);
}

/** The first line of a report; two empty ones follow (chatwoot.md [803]). */
export function period(call: Call): string {
	const span = spanOf(call);
	return `Reporting period ${span ? `${dayOf(span.from)} to ${dayOf(span.until)}` : ''}`;
}
