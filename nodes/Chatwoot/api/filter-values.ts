import { parseDay } from '../../shared/dates';
import { cleanText, quote } from '../../shared/text';
import { parsePhone, partOfPhone, suggestPhone } from './phones';
import { CONTAIN } from './filter-models';
import type { FilterKind, Operator } from './filter-models';

/** Attributes whose values are record ids. */
const ID_ATTRIBUTES = ['display_id'];

const STATUS_WORDS = ['all', 'open', 'pending', 'resolved', 'snoozed'];
const MESSAGE_TYPES = ['activity', 'incoming', 'outgoing', 'template'];
const PRIORITY_WORDS = ['high', 'low', 'medium', 'urgent'];

type Values = { values: string[] } | { problem: string };

/** The values of a row as text, as the server wants them, or what is wrong with them. */
export function valuesOf(
	kind: FilterKind,
	attribute: string,
	operator: string,
	value: unknown,
	timeZone: string,
): Values {
	const isId = kind === 'record' || ID_ATTRIBUTES.includes(attribute);
	const given = listOf(value, isId || ['messageType', 'priority', 'status'].includes(kind));
	const list = given.filter((each) => !isBlank(each));
	if (list.length === 0) return { problem: 'needs a value' };
	const values: string[] = [];
	for (const each of list) {
		if (typeof each === 'object' && !(kind === 'date')) {
			return { problem: 'has a value that is neither text nor a number' };
		}
		const one = valueOf(isId ? 'record' : kind, operator, each, timeZone);
		if ('problem' in one) return one;
		values.push(one.value);
	}
	return { values };
}

function valueOf(
	kind: FilterKind,
	operator: string,
	value: unknown,
	timeZone: string,
): { value: string } | { problem: string } {
	const text = cleanText(String(value)).trim();
	const shown = quote(text);
	switch (kind) {
		case 'date': {
			const day = parseDay(value, timeZone);
			return day ? { value: day } : { problem: `needs a date such as 2030-01-31, not ${shown}` };
		}
		case 'record':
			return /^\d{1,10}$/.test(text) && Number(text) > 0 && Number(text) <= MAX_INT
				? { value: text }
				: { problem: `needs an ID, a whole number, not ${shown}` };
		case 'number':
			return /^[+-]?\d+(\.\d+)?$/.test(text)
				? { value: text }
				: { problem: `needs a number, not ${shown}` };
		case 'boolean':
			return ['true', 'false'].includes(text.toLowerCase())
				? { value: text.toLowerCase() }
				: { problem: `needs true or false, not ${shown}` };
		case 'phone':
			return phoneOf(text, CONTAIN.includes(operator as Operator));
		case 'messageType':
			return wordOf(MESSAGE_TYPES, text);
		case 'priority':
			return wordOf(PRIORITY_WORDS, text);
		case 'status':
			return wordOf(operator === 'equal_to' ? STATUS_WORDS : STATUS_WORDS.slice(1), text);
		default:
			return { value: CONTAIN.includes(operator as Operator) ? literally(text) : text };
	}
}

/**
 * The server stores a plus and digits, so the blanks and dashes that people write between them
 * never match.
 */
function phoneOf(text: string, isPart: boolean): { value: string } | { problem: string } {
	if (isPart) return { value: literally(partOfPhone(text) ?? text) };
	const value = parsePhone(`+${text}`) ?? suggestPhone(text);
	return value
		? { value }
		: { problem: `needs a phone number such as +491721234567, not ${quote(text)}` };
}

/** The largest number that fits the server's columns. */
const MAX_INT = 2_147_483_647;

function wordOf(words: string[], text: string): { value: string } | { problem: string } {
	return words.includes(text)
		? { value: text }
		: { problem: `has the value ${quote(text)}: possible values are ${words.join(', ')}` };
}

/** Escapes `%` and `_`, which stand for any text where the database looks for parts of a text. */
export function literally(text: string): string {
	return text.replace(/[\\%_]/g, '\\$&');
}

function listOf(value: unknown, splits: boolean): unknown[] {
	if (Array.isArray(value)) return value;
	return splits && typeof value === 'string' ? value.split(',') : [value];
}

export function isBlank(value: unknown): boolean {
	return value === undefined || value === null || String(value).trim() === '';
}

/**
 * The labels to look for. Accounts define labels in lower case, but one first used with capitals
 * keeps them in the whole installation, and is found where the server does not lower the case
 * (chatwoot.md §9 Labels).
 */
export function labelSpellings(labels: string[], isLowered: boolean): string[] {
	const lowered = labels.map((label) => label.toLowerCase());
	return [...new Set(isLowered ? lowered : [...labels, ...lowered])];
}
