import type { IDataObject } from 'n8n-workflow';
import { entryIn } from '../../../shared/json';
import { quote } from '../../../shared/text';
import { PRESENT, ruleConditions, STANDARD_OPERATORS } from '../../api/filter-models';
import type { FilterKind, Operator } from '../../api/filter-models';
import { valuesOf } from '../../api/filter-values';
import { CUSTOM, CUSTOM_OF_CONTACT } from '../filtering/condition-names';
import { OPERATORS_OF_CUSTOM, rowFields } from '../filtering/condition-row';
import type { RowStyle } from '../filtering/condition-row';
import { field } from '../kinds/fields';
import type { Field } from '../kinds/fields';
import { titlesFrom } from '../labelling/label-fields';
import type { ChatwootParameters } from '../parameters/parameters';

/** The conditions under which an automation rule acts (chatwoot.md §9). */

const COMBINATIONS = ['and', 'or'] as const;

/** Those for custom attributes; the server always fails on days (chatwoot.md §4.1). */
const CUSTOM_OPERATORS = OPERATORS_OF_CUSTOM.filter((operator) => operator !== 'days_before');

/** Whose attribute it is; without it, a rule with an attribute of contacts never acts. */
const CUSTOM_TYPES: Record<string, string> = {
	[CUSTOM]: 'conversation_attribute',
	[CUSTOM_OF_CONTACT]: 'contact_attribute',
};

const ruleRows: RowStyle = {
	usual: 'content',
	customs: {
		[CUSTOM]: 'getConversationAttributes',
		[CUSTOM_OF_CONTACT]: 'getContactAttributes',
	},
	operators: CUSTOM_OPERATORS,
	hints: {
		attribute: 'Some attributes are only known to some events',
		several: 'several separated by commas, or a list from an expression, mean any of them',
	},
};

/** The conditions of a rule as rows; without any, it acts on every event. */
export const conditions: Field = field(
	'conditions',
	{
		displayName: 'Conditions',
		name: 'conditions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Condition',
		default: {},
		description: 'When the rule acts; without a condition it acts on every event',
		options: [
			{
				displayName: 'Condition',
				name: 'condition',
				values: [
					...rowFields(ruleConditions, ruleRows),
					{
						displayName: 'Combine With Next',
						name: 'combine',
						type: 'options',
						options: [
							{ name: 'And', value: 'and' },
							{ name: 'Or', value: 'or' },
						],
						default: 'and',
						description: 'Whether the next condition has to hold as well (and), or either (or)',
					},
				],
			},
		],
	},
	conditionsFrom,
	{ isUsual: true },
);

function conditionsFrom(param: ChatwootParameters, path: string): object[] | undefined {
	const rows = param.optionalList(`${path}.condition`);
	return rows?.map((_, index) => {
		const row = `${path}.condition[${index}]`;
		const isLast = index === rows.length - 1;
		const { kind, ...attribute } = attributeFrom(param, row);
		const operators: readonly Operator[] = kind ? STANDARD_OPERATORS[kind] : CUSTOM_OPERATORS;
		const operator = param.choice(`${row}.operator`, operators);
		return {
			...attribute,
			filter_operator: operator,
			values: PRESENT.includes(operator) ? [] : valuesFrom(param, `${row}.value`, operator, kind),
			// The server accepts null only after the last condition (chatwoot.md [791]).
			query_operator: isLast ? null : param.choice(`${row}.combine`, COMBINATIONS),
		};
	});
}

function attributeFrom(
	param: ChatwootParameters,
	row: string,
): IDataObject & { kind?: Exclude<FilterKind, 'number'> } {
	const attribute = param.requiredText(`${row}.attribute`).trim();
	const custom_attribute_type = entryIn(CUSTOM_TYPES, attribute);
	if (custom_attribute_type !== undefined) {
		return { attribute_key: param.requiredText(`${row}.key`).trim(), custom_attribute_type };
	}
	const { standard } = ruleConditions;
	const kind = entryIn(standard, attribute);
	if (kind) return { attribute_key: attribute, kind };
	const known = Object.keys({ ...standard, ...CUSTOM_TYPES }).join(', ');
	return param.refuse(`${row}.attribute`, `is ${quote(attribute)}`, `There are: ${known}.`);
}

/** What stands for something in the account or on the server is checked, texts are as written. */
const CHECKED: readonly FilterKind[] = ['boolean', 'messageType', 'priority', 'record', 'status'];

function valuesFrom(
	param: ChatwootParameters,
	path: string,
	operator: Operator,
	kind: FilterKind = 'text',
): Array<string | number> {
	if (!CHECKED.includes(kind)) {
		const values = kind === 'labels' ? titlesFrom(param, path) : param.names(path);
		return values.length > 0 ? values : param.refuse(path, 'is empty');
	}
	const read = valuesOf(kind, '', operator, param.value(path), param.timeZone);
	if ('problem' in read) return param.refuse(path, read.problem);
	// The dashboard finds the names of what has an ID by its number.
	return kind === 'record' ? read.values.map(Number) : read.values;
}
