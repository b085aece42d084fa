import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { capitalised } from '../../../shared/text';
import { byName } from '../../../shared/fields';
import { OPERATORS, PRESENT, STANDARD_OPERATORS } from '../../api/filter-models';
import type { FilterKind, FilterModel, Operator } from '../../api/filter-models';
import { ofAccount } from '../kinds/of-account';
import { ATTRIBUTE_NAMES, CUSTOM, OPERATOR_NAMES, optionsOf } from './condition-names';

/** Attributes whose values are picked from a list of the account. */
const PICKERS: Record<string, string> = {
	assignee_id: 'getAgents',
	inbox_id: 'getInboxes',
	labels: 'getLabels',
	team_id: 'getTeams',
};

const WITH_VALUE: readonly Operator[] = [
	...OPERATORS.filter((operator) => !PRESENT.includes(operator)),
	'starts_with',
];

/** What differs between the rows of filters and those of rules. */
export interface RowStyle {
	/** The attribute at first. */
	usual: string;
	/** The lists of the account's own attributes, by the entry that stands for them. */
	customs: Record<string, 'getContactAttributes' | 'getConversationAttributes'>;
	/** How those are compared, the usual way first. */
	operators: readonly Operator[];
	/** What the descriptions say besides: of the attribute, and of several values. */
	hints: { attribute: string; several: string };
}

/** The rows of a filter. */
export function filterRows({ noun }: FilterModel): RowStyle {
	const isOfContacts = noun === 'contact';
	return {
		usual: isOfContacts ? 'email' : 'status',
		customs: { [CUSTOM]: isOfContacts ? 'getContactAttributes' : 'getConversationAttributes' },
		operators: OPERATORS_OF_CUSTOM,
		hints: {
			attribute: `An expression may also give the key of a custom attribute of ${noun}s`,
			several: 'a list from an expression means any of its values',
		},
	};
}

export const OPERATORS_OF_CUSTOM: readonly Operator[] = [
	'equal_to',
	...OPERATORS.filter((operator) => operator !== 'equal_to'),
];

/** The parameters of one row: n8n shows the operator and the value that fit its attribute. */
export function rowFields({ standard }: FilterModel, style: RowStyle): INodeProperties[] {
	const { usual, customs, operators, hints } = style;
	const own = Object.keys(customs);
	return [
		{
			displayName: 'Attribute',
			name: 'attribute',
			type: 'options',
			options: optionsOf(ATTRIBUTE_NAMES, [...Object.keys(standard), ...own]),
			default: usual,
			description: `What is compared. ${hints.attribute}.`,
		},
		...Object.entries(customs).map(([entry, method]): INodeProperties => ({
			displayName: 'Attribute Name or ID',
			name: 'key',
			type: 'options',
			typeOptions: ofAccount(method),
			default: '',
			displayOptions: { show: { attribute: [entry] } },
			description:
				'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		})),
		...operatorFields(standard),
		operatorField(own, operators),
		...valueFields(standard, own, hints.several),
	];
}

/** One parameter "Operator" per kind of attribute; n8n shows the one that fits. */
function operatorFields(standard: FilterModel['standard']): INodeProperties[] {
	const kinds = [...new Set(Object.values(standard))];
	return kinds.map((kind) => operatorField(keysOf(standard, kind), STANDARD_OPERATORS[kind]));
}

function operatorField(attribute: string[], operators: readonly Operator[]): INodeProperties {
	const [first] = operators;
	return {
		displayName: 'Operator',
		name: 'operator',
		type: 'options',
		options: optionsOf(OPERATOR_NAMES, operators),
		default: first,
		displayOptions: { show: { attribute } },
		description: 'How the attribute is compared with the value',
	};
}

function valueFields(
	standard: FilterModel['standard'],
	own: string[],
	several: string,
): INodeProperties[] {
	const base = { displayName: 'Value', name: 'value' };
	const show = (
		attribute: string[],
		operator: readonly Operator[] = WITH_VALUE,
	): IDisplayOptions => ({
		show: { attribute, operator: [...operator] },
	});
	const pickers = Object.keys(standard).filter((key) => Object.hasOwn(PICKERS, key));
	const dates = keysOf(standard, 'date');
	const choice = (shown: string[], values: string[], description: string): INodeProperties => ({
		...base,
		type: 'multiOptions',
		options: byName(values.map((value) => ({ name: capitalised(value), value }))),
		default: [],
		displayOptions: show(shown),
		description,
	});
	const typed = Object.keys(standard).filter(
		(key) =>
			!Object.hasOwn(PICKERS, key) &&
			['exact', 'phone', 'phonePrefix', 'record', 'text'].includes(standard[key]),
	);
	return [
		{
			...base,
			type: 'string',
			default: '',
			displayOptions: show([...typed, ...own]),
			description: `The value to compare with; ${several}. Dates as 2030-01-31, true or false for checkboxes.`,
		},
		...(dates.length > 0
			? [
					{
						...base,
						type: 'dateTime' as const,
						default: '',
						displayOptions: show(dates, ['is_greater_than', 'is_less_than']),
						description: 'Chatwoot compares whole days (UTC); the time does not count',
					},
					{
						...base,
						displayName: 'Days',
						type: 'number' as const,
						typeOptions: { minValue: 0 },
						default: 7,
						displayOptions: show(dates, ['days_before']),
						description: 'Matches what is earlier than this many days before today (UTC)',
					},
				]
			: []),
		...Object.entries(CHOICES)
			.filter(([kind]) => keysOf(standard, kind as FilterKind).length > 0)
			.map(([kind, { values, description }]) =>
				choice(keysOf(standard, kind as FilterKind), values, description),
			),
		...pickers.map((key): INodeProperties => ({
			...base,
			displayName: `${ATTRIBUTE_NAMES[key].replace(/s$/, '')} Names or IDs`,
			type: 'multiOptions',
			typeOptions: ofAccount(PICKERS[key]),
			default: [],
			displayOptions: show([key]),
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		})),
	];
}

const CHOICES: Partial<Record<FilterKind, { values: string[]; description: string }>> = {
	boolean: { values: ['true', 'false'], description: 'Choose true or false' },
	messageType: {
		values: ['incoming', 'outgoing', 'template', 'activity'],
		description: 'Any of these; customers write incoming messages',
	},
	priority: {
		values: ['low', 'medium', 'high', 'urgent'],
		description: 'Any of these. Conversations without a priority match neither operator.',
	},
	status: {
		values: ['open', 'pending', 'resolved', 'snoozed', 'all'],
		description: 'Any of these; "all" stands for every status',
	},
};

const keysOf = (standard: FilterModel['standard'], kind: FilterKind): string[] =>
	Object.keys(standard).filter((key) => standard[key] === kind);
