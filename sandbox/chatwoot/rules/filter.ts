import * as cast from '../http/cast';
import { serverError, unprocessable } from '../http/errors';
import type { Param, Params } from '../http/params';
import { isParams } from '../http/params';
import type { AttributeDefinition } from '../state/types';
import { DAY_MS, dayOf } from './day';
import { booleans, DatabaseError, days, DECIMAL, firstOf, numbers, texts } from './filter-values';
import { like } from './like';

/** What a column holds and how the database compares it. */
export interface Column<T> {
	operators: string[];
	kind: 'text' | 'plain' | 'number' | 'boolean' | 'date' | 'labels' | 'enum';
	value(row: T): unknown;
	/** The words of an enum; an unknown one is null in SQL. */
	words?: readonly string[];
	/** Compared case-sensitively: columns of conversations (FilterService). */
	exact?: boolean;
}

/** How a model is filtered: its columns, its custom attributes, and how it reads `values`. */
export interface FilterModel<T> {
	columns: Partial<Record<string, Column<T>>>;
	custom(row: T): Params;
	/**
	 * Contacts compare with the first value only, conversations with all (chatwoot.md [151, 345]).
	 */
	firstValueOnly: boolean;
	/** Automation rules know `starts_with`; filters treat it as "equal to" (chatwoot.md [153]). */
	startsWith?: boolean;
}

type Test<T> = (row: T) => boolean;
/** Null as in SQL: neither true nor false. */
type Hit = (value: Param) => boolean | null;

/** What passes has one of these texts in the column, whatever the letter case. */
interface Equal {
	key: string;
	texts: Array<string | null>;
}

interface Condition<T> {
	test: Test<T>;
	/** If it is "equal to" texts. */
	equal?: Equal;
}

/** A filter as a test of rows. */
export interface Filter<T> {
	test: Test<T>;
	/**
	 * What each of the alternatives begins with: rows without it fail there, before a later condition
	 * meets a value of theirs that breaks the query.
	 */
	starts: Array<Equal | undefined>;
}

interface Row {
	key: string;
	operator: string;
	values: Param | undefined;
	joint: string;
	/**
	 * From a custom attribute row on, conversations too take only the first text, in lower case
	 * (chatwoot.md §4.1).
	 */
	firstText: boolean;
}

function isEquality(operator: string) {
	return operator === 'equal_to' || operator === 'not_equal_to';
}

function invalidValue(key: string) {
	return unprocessable(`Invalid value. The values provided for ${key} are invalid`);
}

/** Rows of a filter. Anything but a list of objects is an exception (chatwoot.md [167]). */
function rowsOf(payload: Param | undefined): Row[] {
	if (!Array.isArray(payload)) throw serverError('payload is no list');
	return payload.map((row) => {
		if (!isParams(row)) throw serverError('row is no object');
		return {
			key: cast.text(row.attribute_key) ?? '',
			operator: cast.text(row.filter_operator) ?? '',
			values: row.values,
			joint: jointOf(row.query_operator),
			firstText: false,
		};
	});
}

/** Only text has upper and lower case. */
function jointOf(operator: Param | undefined): string {
	if (operator === undefined || operator === null) return '';
	if (typeof operator !== 'string') throw serverError("undefined method 'upcase'");
	return operator;
}

/**
 * The values that a row compares with. For contacts the first; for conversations all, and a value
 * outside a list counts as a list of one.
 */
function listOf(row: Row, firstOnly: boolean): Param[] {
	const { values } = row;
	if (firstOnly) return [firstOf(values)];
	if (row.firstText && typeof firstOf(values) === 'string') {
		return [String(Array.isArray(values) ? firstOf(values) : values).toLowerCase()];
	}
	return Array.isArray(values) ? values : [values ?? null];
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
	// In JSON a number is text as well, so 1 is a boolean there.
	if (kind === 'boolean') return booleans([typeof raw === 'number' ? String(raw) : raw])[0];
	if (kind !== 'date') return typeof raw === 'object' ? JSON.stringify(raw) : String(raw);
	return typeof raw === 'number' ? Math.floor(raw / DAY_MS) * DAY_MS : days([raw])[0];
}

/** The words of an enum: non-text has no symbol, an unknown word is null. */
function words<T>(column: Column<T>, row: Row): Array<string | null> {
	const { values } = row;
	const isListed = Array.isArray(values) || typeof values === 'string';
	if (row.key === 'status' && isListed && values.includes('all')) return [...(column.words ?? [])];
	if (!Array.isArray(values)) throw serverError("undefined method 'map'");
	return values.map((value) => {
		if (typeof value !== 'string') throw serverError("undefined method 'to_sym'");
		return column.words?.includes(value) === false ? null : value;
	});
}

/** `IN (…)` and `NOT IN (…)`: with a null among the values nothing is "not in" (SQL). */
function equality<T>(column: Column<T>, row: Row, firstOnly: boolean): Hit {
	const small = (text: Param) =>
		typeof text === 'string' && column.exact !== true ? text.toLowerCase() : text;
	const wanted = wantedOf(column, row, firstOnly).map(small);
	return (value) => wanted.includes(small(value)) || (wanted.includes(null) ? null : false);
}

function asText(value: Param): Param {
	return typeof value === 'boolean' ? String(value) : (cast.text(value) ?? '');
}

function wantedOf<T>(column: Column<T>, row: Row, firstOnly: boolean): Param[] {
	if (column.kind === 'enum') return words(column, row);
	const given = listOf(row, firstOnly);
	const listed = row.key === 'phone_number' && firstOnly ? given.map(withPlus) : given;
	// An unknown operator compares with the value as text.
	const values = isEquality(row.operator) ? listed : listed.map(asText);
	if (column.kind === 'number') return numbers(values);
	if (column.kind === 'boolean') return booleans(values);
	return column.kind === 'date' ? days(values) : texts(values);
}

function contains<T>(column: Column<T>, row: Row): Hit {
	const values = Array.isArray(row.values) ? row.values : [row.values ?? null];
	const tests = values.map((value) => {
		if (typeof value !== 'string') throw serverError("undefined method 'strip'");
		return like(`%${value.trim()}%`);
	});
	if (column.kind !== 'text') throw new DatabaseError('operator does not exist: ~~*');
	return (value) => tests.some((test) => test(String(value)));
}

/** The first value as a number or a day, or 422 (coerce_lt_gt_value). */
function limitOf<T>(column: Column<T>, row: Row): number {
	const first = firstOf(row.values);
	if (column.kind === 'date') {
		const day = typeof first === 'object' ? undefined : dayOf(String(first));
		if (day === undefined) throw invalidValue(row.key);
		return day;
	}
	if (column.kind !== 'number' || typeof first === 'boolean' || !DECIMAL.test(String(first))) {
		throw invalidValue(row.key);
	}
	return Number(first);
}

function comparison<T>(column: Column<T>, row: Row): Hit {
	const limit = limitOf(column, row);
	if (row.operator === 'is_greater_than') return (value) => Number(value) > limit;
	return (value) => Number(value) < limit;
}

/**
 * Tags are compared case-sensitively, and contacts look for lower case. A conversation keeps what
 * was written while its tag keeps the case of its first use, so both find it (chatwoot.md [467]).
 */
function labelTest<T>(column: Column<T>, row: Row, firstOnly: boolean): Test<T> {
	const letters = (label: string) => (firstOnly ? [label] : [label, label.toLowerCase()]);
	const labels = (one: T) => (column.value(one) as string[]).flatMap(letters);
	if (!isEquality(row.operator)) {
		if (firstOnly) firstOf(row.values);
		return (one) => labels(one).length > 0 === (row.operator === 'is_present');
	}
	const given = texts(listOf(row, firstOnly).flat<Param[]>());
	const wanted = given.map((text) => (column.exact ? text : (text?.toLowerCase() ?? null)));
	const hit: Test<T> = (one) => labels(one).some((label) => wanted.includes(label));
	return (one) => hit(one) === (row.operator === 'equal_to');
}

/** One row as a test. Null never passes, neither "equal" nor "not equal" (SQL). */
function testOf<T>(
	model: Pick<FilterModel<T>, 'firstValueOnly' | 'startsWith'>,
	column: Column<T>,
	row: Row,
): Test<T> {
	const { firstValueOnly: firstOnly } = model;
	if (column.kind === 'labels') return labelTest(column, row, firstOnly);
	const value = (one: T) => castStored(column.kind, column.value(one));
	if (row.operator === 'is_present') return (one) => value(one) !== null;
	if (row.operator === 'is_not_present') return (one) => value(one) === null;
	if (row.operator === 'days_before') throw serverError('days_before'); // chatwoot.md [157]
	const negative = row.operator === 'not_equal_to' || row.operator === 'does_not_contain';
	const isStart = model.startsWith && row.operator === 'starts_with';
	const hit = isStart ? startsWith(row) : hitOf(column, row, firstOnly);
	return (one) => {
		const current = value(one);
		const isHit = current === null ? null : hit(current);
		return isHit !== null && isHit !== negative;
	};
}

/** LIKE with the first value in lower case. */
function startsWith(row: Row): Hit {
	const first = firstOf(row.values);
	if (typeof first !== 'string') throw serverError("undefined method 'downcase'");
	const test = like(`${first.toLowerCase()}%`, false);
	return (value) => test(String(value));
}

function hitOf<T>(column: Column<T>, row: Row, firstOnly: boolean): Hit {
	switch (row.operator) {
		case 'contains':
		case 'does_not_contain':
			return contains(column, row);
		case 'is_greater_than':
		case 'is_less_than':
			return comparison(column, row);
		default:
			return equality(column, row, firstOnly);
	}
}

/** A phone number matches with or without its plus (chatwoot.md [153]). */
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
	const value = (one: T) => {
		const raw = model.custom(one)[row.key];
		return kind === 'date' && typeof raw === 'number' ? String(raw) : raw;
	};
	return { kind, operators: [], value };
}

/** The values are read before the key is looked up, so their errors come first. */
function readUnknown(row: Row, firstOnly: boolean): void {
	const nowhere: Column<unknown> = { kind: 'text', operators: [], value: () => null };
	try {
		testOf({ firstValueOnly: firstOnly }, nowhere, row);
	} catch (error) {
		if (!(error instanceof DatabaseError)) throw error;
	}
}

function equalOf<T>(
	{ firstValueOnly }: FilterModel<T>,
	column: Column<T>,
	row: Row,
): Equal | undefined {
	if (row.operator !== 'equal_to' || column.kind !== 'text') return undefined;
	return { key: row.key, texts: texts(wantedOf(column, row, firstValueOnly)) };
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
		readUnknown(row, model.firstValueOnly);
		const keys = Object.keys(model.columns).join(',');
		throw unprocessable(
			`Invalid attribute key - [${row.key}]. The key should be one of [${keys}] ` +
				'or a custom attribute defined in the account.',
		);
	}
	return customColumn(model, definition, row);
}

/**
 * AND binds tighter than OR. Joints are needed between rows and break the query after the last one;
 * so does "not equal" on a custom attribute before another row, and as the last one it lets in every
 * row without the attribute (chatwoot.md [159, 162, 163]).
 */
export function buildFilter<T>(
	model: FilterModel<T>,
	definitions: AttributeDefinition[],
	payload: Param | undefined,
): Filter<T> {
	const rows = rowsOf(payload);
	for (const { joint } of rows) {
		if (joint !== '' && !/^(and|or)$/i.test(joint)) {
			throw unprocessable('Query operator must be either "AND" or "OR".');
		}
	}
	const groups: Condition<T>[][] = [[]];
	let refused: DatabaseError | undefined;
	const condition = (column: Column<T>, row: Row): Condition<T> => {
		try {
			return { test: testOf(model, column, row), equal: equalOf(model, column, row) };
		} catch (error) {
			if (!(error instanceof DatabaseError)) throw error;
			refused = error;
			return { test: () => false };
		}
	};
	for (const [index, row] of rows.entries()) {
		const isLast = index === rows.length - 1;
		const isCustom = model.columns[row.key] === undefined;
		row.firstText = isCustom || rows.slice(0, index).some(({ key }) => !model.columns[key]);
		const column = columnOf(model, definitions, row);
		groups[groups.length - 1].push(condition(column, row));
		const addsOr = isCustom && row.operator === 'not_equal_to';
		if ((row.joint === '') !== isLast || (addsOr && !isLast)) {
			refused = new DatabaseError('syntax error');
		}
		if (addsOr) groups.push([{ test: (one) => stored(column.value(one)) === null }]);
		if (/^or$/i.test(row.joint)) groups.push([]);
	}
	if (refused) throw refused;
	return {
		test: (one) => groups.some((group) => group.every(({ test }) => test(one))),
		starts: groups.map((group) => group.at(0)?.equal),
	};
}
