import type { IDataObject } from 'n8n-workflow';
import { EQUAL } from './filter-models';
import type { Operator } from './filter-models';

/**
 * The order of a filter's conditions, which are groups: a record matches when all conditions of one
 * group hold.
 */

export interface Condition {
	attribute_key: string;
	filter_operator: string;
	values: string[];
}

export interface PayloadRow extends IDataObject, Condition {
	query_operator: 'AND' | 'OR' | null;
}

type IsCustom = (condition: Condition) => boolean;

/**
 * Reorders conditions without changing what they find: conditions that an earlier custom attribute
 * would break are put before it.
 */
export function standardFirst(groups: Condition[][], isCustom: IsCustom): Condition[][] {
	const isMixed = (group: Condition[]) => Number(group.some(isCustom));
	return groups
		.map((group) => [
			...group.filter((condition) => !isCustom(condition)),
			...group.filter(isCustom),
		])
		.sort((one, other) => isMixed(one) - isMixed(other));
}

/**
 * The first condition on conversations that cannot match because of its capitals: after a custom
 * attribute the server compares in lower case (chatwoot.md §4.1).
 */
export function loweredIn(conditions: Condition[], isCustom: IsCustom): Condition | undefined {
	const first = conditions.findIndex(isCustom);
	return conditions.find(
		(each, index) =>
			first >= 0 &&
			index > first &&
			!isCustom(each) &&
			EQUAL.includes(each.filter_operator as Operator) &&
			each.values.some((value) => value !== value.toLowerCase()),
	);
}

/** AND within a group, OR between groups, null after the last condition. */
export function joined(groups: Condition[][]): PayloadRow[] {
	const payload: PayloadRow[] = groups.flatMap((group) =>
		group.map((condition, index) => ({
			...condition,
			query_operator: index === group.length - 1 ? ('OR' as const) : ('AND' as const),
		})),
	);
	payload[payload.length - 1].query_operator = null;
	return payload;
}
