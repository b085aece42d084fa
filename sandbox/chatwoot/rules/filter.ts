import * as cast from '../http/cast';
import { serverError, unprocessable } from '../http/errors';
import type { Param, Params } from '../http/params';
import { isParams } from '../http/params';
import type { AttributeDefinition } from '../state/types';
import { like } from './like';

/** What a column holds and how the database compares it. */
export interface Column<T> {
	operators: string[];
	kind: 'text' | 'plain' | 'number' | 'boolean' | 'date' | 'labels' | 'enum';
	value(row: T): unknown;
	/** The words of an enum; unknown ones find nothing. */
	words?: readonly string[];
}

/** How a model is filtered: its columns, its custom attributes, and how it takes `values`. */
export interface FilterModel<T> {
	columns: Partial<Record<string, Column<T>>>;
	custom(row: T): Params;
	/**
	 * Contacts compare with the first value only, conversations with all (chatwoot.md [151, 345]).
	 */
	firstValueOnly: boolean;
}

type Test<T> = (row: T) => boolean;

interface Row {
	key: string;
	operator: string;
	values: Param | undefined;
	joint: string;
}

function isEquality(operator: string) {
	return operator === 'equal_to' || operator === 'not_equal_to';
}

function invalidValue(key: string) {
	return unprocessable(`Invalid value. The values provided for ${key} are invalid`);
}

/** Rows of a filter. What is no list of objects is an exception (chatwoot.md [167]). */
function rowsOf(payload: Param | undefined): Row[] {
	if (!Array.isArray(payload)) throw serverError('payload is no list');
	return payload.map((row) => {
		if (!isParams(row)) throw serverError('row is no object');
		return {
			key: cast.text(row.attribute_key) ?? '',
			operator: cast.text(row.filter_operator) ?? '',
			values: row.values,
			joint: cast.text(row.query_operator) ?? '',
		};
	});
}

/** The values as a list. Plain text gives contacts its first sign, conversations an exception. */
function listOf(row: Row, firstOnly: boolean): Param[] {
	const { values } = row;
	if (Array.isArray(values)) return firstOnly ? values.slice(0, 1) : values;
	if (typeof values === 'string' && firstOnly) return [values.charAt(0)];
	throw serverError('values is no list');
}

/**
 * Texts are compared in small letters; a number does not compare with a text column
 * (chatwoot.md [153, 154]).
 */
function texts(values: Param[]): string[] {
	return values.map((value) => {
		if (typeof value !== 'string') throw serverError('operator does not exist: text = integer');
		return value.toLowerCase();
	});
}

function numbers(values: Param[]): number[] {
	return values.map((value) => {
		const number = typeof value === 'boolean' || cast.isBlank(value) ? Number.NaN : Number(value);
		if (Number.isNaN(number)) throw serverError('invalid input syntax for type numeric');
		return number;
	});
}

const TRUE = ['true', 't', 'tr', 'tru', 'yes', 'ye', 'y', 'on', '1'];
const FALSE = ['false', 'f', 'fa', 'fal', 'fals', 'no', 'n', 'off', 'of', '0'];

function booleans(values: Param[]): boolean[] {
	return values.map((value) => {
		const word = String(value).toLowerCase();
		if (!TRUE.includes(word) && !FALSE.includes(word))
			throw serverError('invalid input for boolean');
		return TRUE.includes(word);
	});
}

const DAY = /^(\d{4})-(\d\d)-(\d\d)(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/;

/** The day of an ISO date or date-time, undefined for anything else (chatwoot.md [157]). */
function dayOf(value: Param): string | undefined {
	const parts = typeof value === 'string' && DAY.exec(value);
	if (!parts) return undefined;
	const [, year, month, day] = parts;
	const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
	return date.getUTCDate() === Number(day) ? `${year}-${month}-${day}` : undefined;
}

function stored(value: unknown): Param | null {
	return value === undefined ? null : (value as Param);
}

/**
 * A stored value as its column compares it; what cannot be cast breaks the whole query
 * (chatwoot.md [160]).
 */
function castStored(kind: Column<unknown>['kind'], value: unknown): Param | null {
	const raw = stored(value);
	if (raw === null) return null;
	if (kind === 'number') return numbers([raw])[0];
	if (kind === 'boolean') return booleans([raw])[0];
	if (kind !== 'date') return typeof raw === 'object' ? JSON.stringify(raw) : String(raw);
	const day = typeof raw === 'number' ? new Date(raw).toISOString().slice(0, 10) : dayOf(raw);
	if (day === undefined) throw serverError('invalid input syntax for type date');
	return day;
}

function equality<T>(column: Column<T>, values: Param[]): (value: Param) => boolean {
	if (column.kind === 'number') {
		const wanted = numbers(values);
		return (value) => wanted.includes(value as number);
	}
	if (column.kind === 'boolean') {
		const wanted = booleans(values);
		return (value) => wanted.includes(value as boolean);
	}
	if (column.kind === 'enum') {
		const wanted = values.map((value) => cast.text(value));
		return (value) => wanted.includes('all') || wanted.includes(String(value));
	}
	if (column.kind === 'date') {
		const wanted = values.map((value) => {
			const day = dayOf(value);
			if (day === undefined) throw serverError('invalid input syntax for type date');
			return day;
		});
		return (value) => wanted.includes(String(value));
	}
	const wanted = texts(values);
	return (value) => wanted.includes(String(value).toLowerCase());
}

function contains<T>(column: Column<T>, row: Row): (value: Param) => boolean {
	if (column.kind === 'number' || column.kind === 'boolean' || column.kind === 'date') {
		throw serverError('operator does not exist: ~~*');
	}
	const values = Array.isArray(row.values) ? row.values : [row.values ?? null];
	const tests = values.map((value) => {
		if (typeof value !== 'string') throw serverError("undefined method 'strip'");
		return like(`%${value.trim()}%`);
	});
	return (value) => tests.some((test) => test(String(value)));
}

function comparison<T>(column: Column<T>, row: Row): (value: Param) => boolean {
	const [first] = Array.isArray(row.values) ? row.values : [];
	const greater = row.operator === 'is_greater_than';
	if (column.kind === 'date') {
		const day = dayOf(first ?? null);
		if (day === undefined) throw invalidValue(row.key);
		return (value) => (greater ? String(value) > day : String(value) < day);
	}
	if (column.kind !== 'number' || cast.isBlank(first) || Number.isNaN(Number(first))) {
		throw invalidValue(row.key);
	}
	return (value) => (greater ? Number(value) > Number(first) : Number(value) < Number(first));
}

function labelTest<T>(column: Column<T>, row: Row, firstOnly: boolean): Test<T> {
	// Of contacts a tag that was stored in capitals is found by no word (chatwoot.md §4.1).
	const stored = (label: string) => (firstOnly ? label : label.toLowerCase());
	const labels = (one: T) => (column.value(one) as string[]).map(stored);
	if (!isEquality(row.operator)) {
		if (firstOnly && row.values === undefined) throw serverError("undefined method '[]' for nil");
		return (one) => labels(one).length > 0 === (row.operator === 'is_present');
	}
	const wanted = texts(listOf(row, firstOnly));
	const hit: Test<T> = (one) => labels(one).some((label) => wanted.includes(label));
	return (one) => hit(one) === (row.operator === 'equal_to');
}

/** One row as a test. Null never passes, neither "equal" nor "not equal" (SQL). */
function testOf<T>(column: Column<T>, row: Row, firstOnly: boolean): Test<T> {
	if (column.kind === 'labels') return labelTest(column, row, firstOnly);
	const value = (one: T) => castStored(column.kind, column.value(one));
	if (row.operator === 'is_present') return (one) => value(one) !== null;
	if (row.operator === 'is_not_present') return (one) => value(one) === null;
	if (row.operator === 'days_before') throw serverError('days_before'); // chatwoot.md [157]
	const negative = row.operator === 'not_equal_to' || row.operator === 'does_not_contain';
	const hit = hitOf(column, row, firstOnly);
	return (one) => {
		const current = value(one);
		return current !== null && hit(current) !== negative;
	};
}

function hitOf<T>(column: Column<T>, row: Row, firstOnly: boolean) {
	if (row.operator === 'contains' || row.operator === 'does_not_contain')
		return contains(column, row);
	if (row.operator === 'is_greater_than' || row.operator === 'is_less_than') {
		return comparison(column, row);
	}
	const values = listOf(row, firstOnly);
	return equality(column, row.key === 'phone_number' ? values.map(withPlus) : values);
}

/** A number with or without its plus is the same (chatwoot.md [153]). */
function withPlus(value: Param): Param {
	if (typeof value !== 'string') throw serverError("undefined method 'delete'");
	return `+${value.replace(/\+/g, '')}`;
}

const KINDS: Partial<Record<string, Column<unknown>['kind']>> = {
	text: 'text',
	link: 'text',
	list: 'text',
	number: 'number',
	date: 'date',
	checkbox: 'boolean',
};

/** A custom attribute as a column. Currency and percent have no type in SQL: an exception. */
function customColumn<T>(
	model: FilterModel<T>,
	definition: AttributeDefinition,
	row: Row,
): Column<T> {
	const kind = KINDS[definition.attribute_display_type];
	if (kind === undefined) {
		const compares = row.operator === 'is_greater_than' || row.operator === 'is_less_than';
		throw compares ? invalidValue(row.key) : serverError('syntax error');
	}
	return { kind, operators: [], value: (one) => model.custom(one)[row.key] };
}

function columnOf<T>(model: FilterModel<T>, definitions: AttributeDefinition[], row: Row) {
	const standard = model.columns[row.key];
	if (standard && !standard.operators.includes(row.operator)) {
		const allowed = standard.operators.join(',');
		throw unprocessable(`Invalid operator. The allowed operators for ${row.key} are [${allowed}].`);
	}
	const presence = row.operator === 'is_present' || row.operator === 'is_not_present';
	if (!presence && cast.isBlank(row.values)) throw invalidValue(row.key);
	if (standard) return standard;
	const definition = definitions.find((one) => one.attribute_key === row.key);
	if (!definition) {
		const keys = Object.keys(model.columns).join(',');
		throw unprocessable(
			`Invalid attribute key - [${row.key}]. The key should be one of [${keys}] ` +
				'or a custom attribute defined in the account.',
		);
	}
	return customColumn(model, definition, row);
}

/**
 * A filter as a test of rows. AND binds tighter than OR. Joints are needed between rows and break
 * the query after the last one; so does "not equal" on a custom attribute before another row, and
 * as the last one it lets in every row without the attribute (chatwoot.md [159, 162, 163]).
 */
export function buildFilter<T>(
	model: FilterModel<T>,
	definitions: AttributeDefinition[],
	payload: Param | undefined,
): Test<T> {
	const rows = rowsOf(payload);
	for (const { joint } of rows) {
		if (joint !== '' && !/^(and|or)$/i.test(joint)) {
			throw unprocessable('Query operator must be either "AND" or "OR".');
		}
	}
	const groups: Test<T>[][] = [[]];
	for (const [index, row] of rows.entries()) {
		const isLast = index === rows.length - 1;
		const column = columnOf(model, definitions, row);
		groups[groups.length - 1].push(testOf(column, row, model.firstValueOnly));
		const addsOr = !model.columns[row.key] && row.operator === 'not_equal_to';
		if ((row.joint === '') !== isLast || (addsOr && !isLast)) throw serverError('SQL syntax error');
		if (addsOr) groups.push([(one) => stored(column.value(one)) === null]);
		if (/^or$/i.test(row.joint)) groups.push([]);
	}
	return (one) => groups.some((group) => group.every((test) => test(one)));
}
