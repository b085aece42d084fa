import type { IDataObject } from 'n8n-workflow';
import { cleanText } from '../../shared/text';
import { parseDay } from './attributes';
import type { AttributeDefinition, AttributeModel, DisplayType } from './attributes';

/** What an attribute holds, which decides about operators and values. */
export type FilterKind =
	| 'boolean'
	| 'date'
	| 'exact'
	| 'labels'
	| 'number'
	| 'priority'
	| 'record'
	| 'status'
	| 'text';

export const OPERATORS = [
	'contains',
	'days_before',
	'does_not_contain',
	'equal_to',
	'is_greater_than',
	'is_less_than',
	'is_not_present',
	'is_present',
	'not_equal_to',
] as const;
export type Operator = (typeof OPERATORS)[number];

const EQUAL: Operator[] = ['equal_to', 'not_equal_to'];
const CONTAIN: Operator[] = ['contains', 'does_not_contain'];
const PRESENT: Operator[] = ['is_present', 'is_not_present'];
const COMPARE: Operator[] = ['is_greater_than', 'is_less_than'];

/** What the server takes per standard attribute, less what it answers with 500 (§4.1). */
export const STANDARD_OPERATORS: Record<Exclude<FilterKind, 'number'>, Operator[]> = {
	boolean: EQUAL,
	// The server's own days_before is always a 500: it is turned into is_less_than here.
	date: [...COMPARE, 'days_before'],
	exact: EQUAL,
	labels: [...EQUAL, ...PRESENT],
	priority: EQUAL,
	record: [...EQUAL, ...PRESENT],
	status: EQUAL,
	text: [...EQUAL, ...CONTAIN],
};

export const CUSTOM_OPERATORS: Record<DisplayType, Operator[]> = {
	checkbox: [...EQUAL, ...PRESENT],
	currency: [],
	date: [...EQUAL, ...PRESENT, ...COMPARE, 'days_before'],
	link: [...EQUAL, ...CONTAIN, ...PRESENT],
	list: [...EQUAL, ...CONTAIN, ...PRESENT],
	number: [...EQUAL, ...PRESENT, ...COMPARE],
	percent: [],
	text: [...EQUAL, ...CONTAIN, ...PRESENT],
};

const CUSTOM_KINDS: Record<DisplayType, FilterKind> = {
	checkbox: 'boolean',
	currency: 'number',
	date: 'date',
	link: 'text',
	list: 'text',
	number: 'number',
	percent: 'number',
	text: 'text',
};

/** What can be filtered: contacts or conversations. */
export interface FilterModel {
	/** `contact` or `conversation` */
	noun: string;
	definitions: AttributeModel;
	standard: Record<string, Exclude<FilterKind, 'number'>>;
	/** Of several values of an equality the server looks at the first only (§4.1). */
	firstValueOnly: boolean;
}

export const contactFilters: FilterModel = {
	noun: 'contact',
	definitions: 'contact_attribute',
	firstValueOnly: true,
	standard: {
		blocked: 'boolean',
		city: 'text',
		company_name: 'text',
		country_code: 'exact',
		created_at: 'date',
		email: 'text',
		identifier: 'exact',
		labels: 'labels',
		last_activity_at: 'date',
		name: 'text',
		phone_number: 'text',
	},
};

export const conversationFilters: FilterModel = {
	noun: 'conversation',
	definitions: 'conversation_attribute',
	firstValueOnly: false,
	standard: {
		assignee_id: 'record',
		browser_language: 'exact',
		campaign_id: 'record',
		contact_id: 'record',
		conversation_language: 'exact',
		created_at: 'date',
		// "contains" is listed for it and always a 500.
		display_id: 'exact',
		inbox_id: 'record',
		labels: 'labels',
		last_activity_at: 'date',
		mail_subject: 'text',
		priority: 'priority',
		referer: 'text',
		status: 'status',
		team_id: 'record',
	},
};

/** Attributes whose values are numbers of records. */
const ID_ATTRIBUTES = ['display_id'];

/** One condition, as people state it. */
export interface FilterRow {
	attribute: string;
	operator: string;
	/** One value or several; none for `is_present` and `is_not_present`. */
	value?: unknown;
	/** How the row is joined with the next one; OR begins a new group, as AND binds tighter. */
	joint?: 'AND' | 'OR';
}

export interface PayloadRow extends IDataObject {
	attribute_key: string;
	filter_operator: string;
	values: string[];
	query_operator: 'AND' | 'OR' | null;
}

export interface FilterProblem {
	/** From 0 on. */
	row: number;
	/** The rest of a sentence about the row. */
	problem: string;
	wayOut?: string;
}

/** Whether the definitions of custom attributes are needed to build a filter of these rows. */
export function needsDefinitions({ standard }: FilterModel, rows: FilterRow[]): boolean {
	return rows.some(({ attribute }) => !(attribute in standard));
}

/** More rows than this are a mistake, such as a whole table as the value of a row. */
const MAX_ROWS = 200;

interface Condition {
	attribute_key: string;
	filter_operator: string;
	values: string[];
}

/**
 * The rows as the server takes them, or what is wrong with which row. Never yields what it answers
 * with 500 or misreads silently (chatwoot-api.md §4.1, §17.22). `today` is where days are counted from.
 */
export function buildFilter(
	model: FilterModel,
	rows: FilterRow[],
	definitions: AttributeDefinition[],
	today: Date,
): { payload: PayloadRow[] } | FilterProblem {
	if (rows.length === 0) {
		return { row: 0, problem: 'has no rows', wayOut: 'Without any, everything would be found.' };
	}
	// Groups of conditions: one of the groups has to hold, with all of its conditions.
	let groups: Condition[][] = [];
	let current: Condition[][] = [[]];
	for (const [index, row] of rows.entries()) {
		const checked = conditionsOf(model, row, definitions, today);
		if ('problem' in checked) return { row: index, ...checked };
		current = current.flatMap((group) =>
			checked.alternatives.map((conditions) => [...group, ...conditions]),
		);
		if (row.joint === 'OR' || index === rows.length - 1) {
			groups = [...groups, ...current];
			current = [[]];
		}
		if ([...groups, ...current].flat().length > MAX_ROWS) {
			return { row: index, problem: `makes more than ${MAX_ROWS} conditions`, wayOut: 'Use fewer.' };
		}
	}
	const negated = rows.findIndex(
		({ attribute, operator }) => !(attribute in model.standard) && operator === 'not_equal_to',
	);
	if (negated >= 0 && groups.flat().length > 1) {
		return {
			row: negated,
			problem: 'cannot be combined: Chatwoot takes "is not equal to" on a custom attribute only alone',
			wayOut: 'Filter by the other conditions here, and by this one in a Filter node behind it.',
		};
	}
	return { payload: joined(groups) };
}

function joined(groups: Condition[][]): PayloadRow[] {
	const payload: PayloadRow[] = groups.flatMap((group) =>
		group.map((condition, index) => ({
			...condition,
			query_operator: index === group.length - 1 ? ('OR' as const) : ('AND' as const),
		})),
	);
	payload[payload.length - 1].query_operator = null;
	return payload;
}

type Checked = { alternatives: Condition[][] } | { problem: string; wayOut?: string };

function conditionsOf(
	model: FilterModel,
	{ attribute, operator, value }: FilterRow,
	definitions: AttributeDefinition[],
	today: Date,
): Checked {
	const found = attributeOf(model, attribute, definitions);
	if ('problem' in found) return found;
	const { kind, operators } = found;
	if (!operators.includes(operator as Operator)) {
		return {
			problem: `cannot be filtered by "${operator}": "${attribute}" takes ${operators.join(', ')}`,
		};
	}
	const condition = (filter_operator: string, values: string[]): Condition => ({
		attribute_key: attribute,
		filter_operator,
		values,
	});
	// Labels of contacts need an empty list here, where others may have none (§4.1).
	if (PRESENT.includes(operator as Operator)) {
		return { alternatives: [[condition(operator, [])]] };
	}
	if (operator === 'days_before') {
		const days = Number(value);
		if (!Number.isInteger(days) || days < 0 || days > 100_000 || blank(value)) {
			return { problem: 'needs a whole number of days' };
		}
		const day = new Date(today.getTime() - days * 86_400_000).toISOString().slice(0, 10);
		return { alternatives: [[condition('is_less_than', [day])]] };
	}
	const values = valuesOf(kind, attribute, operator, value);
	if ('problem' in values) return values;
	if (values.values.length > 1 && COMPARE.includes(operator as Operator)) {
		return { problem: `needs one value for "${operator}"` };
	}
	const single = model.firstValueOnly && EQUAL.includes(operator as Operator);
	if (!single) return { alternatives: [[condition(operator, values.values)]] };
	const each = values.values.map((one) => condition(operator, [one]));
	return { alternatives: operator === 'equal_to' ? each.map((one) => [one]) : [each] };
}

function attributeOf(
	{ noun, standard }: FilterModel,
	attribute: string,
	definitions: AttributeDefinition[],
): { kind: FilterKind; operators: Operator[] } | { problem: string; wayOut?: string } {
	if (Object.hasOwn(standard, attribute)) {
		const kind = standard[attribute];
		return { kind, operators: STANDARD_OPERATORS[kind] };
	}
	const definition = definitions.find(({ attribute_key }) => attribute_key === attribute);
	if (!definition) {
		const keys = definitions.map(({ attribute_key }) => attribute_key).join(', ');
		return {
			problem: `has the attribute "${attribute}", which the account does not define for ${noun}s`,
			wayOut: `Possible are ${Object.keys(standard).join(', ')}${keys ? ` and the custom attributes ${keys}` : ''}.`,
		};
	}
	const type = definition.attribute_display_type;
	const operators = CUSTOM_OPERATORS[type] ?? [];
	if (operators.length > 0) return { kind: CUSTOM_KINDS[type], operators };
	return {
		problem: `has the attribute "${attribute}" of the type ${type}: Chatwoot cannot filter by it`,
		wayOut: 'Use a Filter node behind this one.',
	};
}

const STATUS_WORDS = ['all', 'open', 'pending', 'resolved', 'snoozed'];
const PRIORITY_WORDS = ['high', 'low', 'medium', 'urgent'];

type Values = { values: string[] } | { problem: string };

function valuesOf(kind: FilterKind, attribute: string, operator: string, value: unknown): Values {
	const isId = kind === 'record' || ID_ATTRIBUTES.includes(attribute);
	const given = listOf(value, isId || kind === 'status' || kind === 'priority');
	const list = given.filter((each) => !blank(each));
	if (list.length === 0) return { problem: 'needs a value' };
	const values: string[] = [];
	for (const each of list) {
		if (typeof each === 'object' && !(kind === 'date')) {
			return { problem: 'has a value that is no text or number' };
		}
		const one = valueOf(isId ? 'record' : kind, operator, each);
		if ('problem' in one) return one;
		values.push(one.value);
	}
	return { values };
}

function valueOf(
	kind: FilterKind,
	operator: string,
	value: unknown,
): { value: string } | { problem: string } {
	const text = cleanText(String(value as string)).trim();
	const shown = `"${text.length > 60 ? `${text.slice(0, 60)}...` : text}"`;
	switch (kind) {
		case 'date': {
			const day = parseDay(value);
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
		case 'priority':
			return wordOf(PRIORITY_WORDS, text);
		case 'status':
			return wordOf(operator === 'equal_to' ? STATUS_WORDS : STATUS_WORDS.slice(1), text);
		default:
			return { value: CONTAIN.includes(operator as Operator) ? literally(text) : text };
	}
}

/** The largest number that the server's columns hold. */
const MAX_INT = 2_147_483_647;

function wordOf(words: string[], text: string): { value: string } | { problem: string } {
	return words.includes(text)
		? { value: text }
		: { problem: `has the value "${text}": possible are ${words.join(', ')}` };
}

/** `%` and `_` stand for any text where the database looks for parts; a backslash takes that away. */
export function literally(text: string): string {
	return text.replace(/[\\%_]/g, '\\$&');
}

function listOf(value: unknown, splits: boolean): unknown[] {
	if (Array.isArray(value)) return value;
	return splits && typeof value === 'string' ? value.split(',') : [value];
}

function blank(value: unknown): boolean {
	return value === undefined || value === null || String(value as string).trim() === '';
}
