import { dayAt } from '../../shared/dates';
import type { IDataObject } from 'n8n-workflow';
import { quote } from '../../shared/text';
import type { AttributeDefinition } from './attributes';
import { attributeOf, COMPARE, EQUAL, PRESENT } from './filter-models';
import type { FilterModel, Operator } from './filter-models';
import { blank, valuesOf } from './filter-values';

/** One condition, as people state it. */
export interface FilterRow {
	attribute: string;
	operator: string;
	/** One value or several; none for `is_present` and `is_not_present`. */
	value?: unknown;
	/** How the row is joined with the next one; OR begins a new group, as AND binds tighter. */
	joint?: 'AND' | 'OR';
}

/** When and where a filter is built. */
export interface Now {
	moment: Date;
	timeZone: string;
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
 * with 500 or misreads silently (chatwoot.md §4.1, chatwoot.md §17.22). `now` is where days are
 * counted from, by the clocks of its zone.
 */
export function buildFilter(
	model: FilterModel,
	rows: FilterRow[],
	definitions: AttributeDefinition[],
	now: Now,
): { payload: PayloadRow[] } | FilterProblem {
	if (rows.length === 0) {
		return { row: 0, problem: 'has no rows', wayOut: 'Without any, everything would be found.' };
	}
	// Groups of conditions: one of the groups has to hold, with all of its conditions.
	let groups: Condition[][] = [];
	let current: Condition[][] = [[]];
	for (const [index, row] of rows.entries()) {
		const checked = conditionsOf(model, row, definitions, now);
		if ('problem' in checked) return { row: index, ...checked };
		current = current.flatMap((group) =>
			checked.alternatives.map((conditions) => [...group, ...conditions]),
		);
		if (row.joint === 'OR' || index === rows.length - 1) {
			groups = [...groups, ...current];
			current = [[]];
		}
		if ([...groups, ...current].flat().length > MAX_ROWS) {
			return {
				row: index,
				problem: `makes more than ${MAX_ROWS} conditions`,
				wayOut: 'Use fewer.',
			};
		}
	}
	const negated = rows.findIndex(
		({ attribute, operator }) => !(attribute in model.standard) && operator === 'not_equal_to',
	);
	if (negated >= 0 && groups.flat().length > 1) {
		return {
			row: negated,
			problem:
				'cannot be combined: Chatwoot takes "is not equal to" on a custom attribute only alone',
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
	now: Now,
): Checked {
	const found = attributeOf(model, attribute, definitions);
	if ('problem' in found) return found;
	const { kind, operators } = found;
	if (!operators.includes(operator as Operator)) {
		return {
			problem: `cannot be filtered by ${quote(operator)}: ${quote(attribute)} takes ${operators.join(', ')}`,
		};
	}
	const condition = (filter_operator: string, values: string[]): Condition => ({
		attribute_key: attribute,
		filter_operator,
		values,
	});
	// Labels of contacts need an empty list here, where others may have none (chatwoot.md §4.1).
	if (PRESENT.includes(operator as Operator)) {
		return { alternatives: [[condition(operator, [])]] };
	}
	if (operator === 'days_before') {
		const days = Number(value);
		if (!Number.isInteger(days) || days < 0 || days > 100_000 || blank(value)) {
			return { problem: 'needs a whole number of days' };
		}
		const day = dayAt(new Date(now.moment.getTime() - days * 86_400_000), now.timeZone);
		return { alternatives: [[condition('is_less_than', [day])]] };
	}
	const values = valuesOf(kind, attribute, operator, value, now.timeZone);
	if ('problem' in values) return values;
	if (values.values.length > 1 && COMPARE.includes(operator as Operator)) {
		return { problem: `needs one value for ${quote(operator)}` };
	}
	const single = model.firstValueOnly && EQUAL.includes(operator as Operator);
	if (!single) return { alternatives: [[condition(operator, values.values)]] };
	const each = values.values.map((one) => condition(operator, [one]));
	return { alternatives: operator === 'equal_to' ? each.map((one) => [one]) : [each] };
}
