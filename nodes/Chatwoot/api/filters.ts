import { dayAt } from '../../shared/dates';
import { quote } from '../../shared/text';
import type { AttributeDefinition } from './attributes';
import { attributeOf, COMPARE, EQUAL, PRESENT } from './filter-models';
import type { FilterModel, Operator } from './filter-models';
import { joined, loweredIn, standardFirst } from './filter-order';
import type { Condition, PayloadRow } from './filter-order';
import { isBlank, labelSpellings, valuesOf } from './filter-values';

/** One condition, as people write it. */
export interface FilterRow {
	attribute: string;
	operator: string;
	/** One value or several; none for `is_present` and `is_not_present`. */
	value?: unknown;
	/** How the row is joined with the next one; OR starts a new group, because AND binds tighter. */
	joint?: 'AND' | 'OR';
}

/** The current time and the zone for which a filter is built. */
export interface Now {
	moment: Date;
	timeZone: string;
}

export interface FilterProblem {
	/** Counted from 0. */
	row: number;
	/** The rest of a sentence about the row. */
	problem: string;
	wayOut?: string;
}

/** Whether building a filter of these rows needs the definitions of custom attributes. */
export function needsDefinitions({ standard }: FilterModel, rows: FilterRow[]): boolean {
	return rows.some(({ attribute }) => !Object.hasOwn(standard, attribute));
}

/** More rows than this are a mistake, such as a whole table as the value of one row. */
const MAX_ROWS = 200;

/**
 * The rows as the server takes them, or which row is wrong and why. Never produces a filter that
 * the server answers with 500 or silently misreads (chatwoot.md §4.1, chatwoot.md §17.22). Days are
 * counted from `now`, in its zone.
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
	// Groups of conditions: a record matches when all conditions of one group hold.
	let groups: Condition[][] = [];
	let current: Condition[][] = [[]];
	const isFirstOnly = model.firstValueOnly || needsDefinitions(model, rows);
	for (const [index, row] of rows.entries()) {
		const checked = conditionsOf(model, row, definitions, now, isFirstOnly);
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
		({ attribute, operator }) =>
			!Object.hasOwn(model.standard, attribute) && operator === 'not_equal_to',
	);
	if (negated >= 0 && groups.flat().length > 1) {
		return {
			row: negated,
			problem:
				'cannot be combined: Chatwoot takes "is not equal to" on a custom attribute only alone',
			wayOut: 'Filter by the other conditions here, and by this one in a Filter node after it.',
		};
	}
	const isCustom = ({ attribute_key }: Condition) => !Object.hasOwn(model.standard, attribute_key);
	const ordered = standardFirst(groups, isCustom);
	const lowered = model.firstValueOnly ? undefined : loweredIn(ordered.flat(), isCustom);
	if (lowered) {
		return {
			row: rows.findIndex(({ attribute }) => attribute === lowered.attribute_key),
			problem: `cannot be combined: behind a custom attribute Chatwoot looks for ${quote(lowered.values[0])} in small letters`,
			wayOut: 'Filter by the custom attributes here, and by this one in a Filter node after it.',
		};
	}
	return { payload: joined(ordered) };
}

type Checked = { alternatives: Condition[][] } | { problem: string; wayOut?: string };

function conditionsOf(
	model: FilterModel,
	{ attribute, operator, value }: FilterRow,
	definitions: AttributeDefinition[],
	now: Now,
	isFirstOnly: boolean,
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
	// For labels of contacts the list has to be empty; others may omit it (chatwoot.md §4.1).
	if (PRESENT.includes(operator as Operator)) {
		return { alternatives: [[condition(operator, [])]] };
	}
	if (operator === 'days_before') {
		const days = Number(value);
		if (!Number.isInteger(days) || days < 0 || days > 100_000 || isBlank(value)) {
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
	const wanted = kind === 'labels' ? labelSpellings(values.values, isFirstOnly) : values.values;
	const single = isFirstOnly && EQUAL.includes(operator as Operator);
	if (!single) return { alternatives: [[condition(operator, wanted)]] };
	const each = wanted.map((one) => condition(operator, [one]));
	return { alternatives: operator === 'equal_to' ? each.map((one) => [one]) : [each] };
}
