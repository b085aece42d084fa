import type { INodeProperties } from 'n8n-workflow';
import { quote } from '../../../shared/text';
import {
	CUSTOM,
	OPERATOR_NAMES as OF_FILTERS,
	optionsOf,
	PRESENCE,
} from '../filtering/condition-names';
import { field } from '../kinds/fields';
import type { Field } from '../kinds/fields';
import { titlesFrom } from '../labelling/label-fields';
import type { ChatwootParameters } from '../parameters/parameters';

/** The conditions under which an automation rule acts (chatwoot.md §9). */

const ATTRIBUTES: Record<string, string> = {
	assignee_id: 'Assignee ID',
	browser_language: 'Browser Language',
	city: 'City',
	company_name: 'Company',
	content: 'Message Text',
	conversation_language: 'Conversation Language',
	country_code: 'Country Code',
	[CUSTOM]: 'Custom Attribute',
	email: 'Email',
	inbox_id: 'Inbox ID',
	labels: 'Labels',
	mail_subject: 'Mail Subject',
	message_type: 'Message Type',
	phone_number: 'Phone Number',
	priority: 'Priority',
	private_note: 'Private Note',
	referer: 'Referer',
	status: 'Status',
	team_id: 'Team ID',
};

/** The filter operators that rules know, and one more. */
const OPERATOR_NAMES: Record<string, string> = { ...OF_FILTERS, starts_with: 'Starts With' };
const OPERATORS = [
	'contains',
	'does_not_contain',
	'equal_to',
	'not_equal_to',
	'starts_with',
	...PRESENCE,
];
const COMBINATIONS = ['and', 'or'] as const;

const rowFields: INodeProperties[] = [
	{
		displayName: 'Attribute',
		name: 'attribute',
		type: 'options',
		options: optionsOf(ATTRIBUTES, Object.keys(ATTRIBUTES)),
		default: 'content',
		description: 'What is compared. Some attributes are only known to some events.',
	},
	{
		displayName: 'Attribute Key',
		name: 'key',
		type: 'string',
		default: '',
		displayOptions: { show: { attribute: [CUSTOM] } },
		description: 'The key of a custom attribute that the account defines',
	},
	{
		displayName: 'Operator',
		name: 'operator',
		type: 'options',
		options: optionsOf(OPERATOR_NAMES, OPERATORS),
		default: 'equal_to',
		description: 'How the attribute is compared with the value',
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		displayOptions: { hide: { operator: PRESENCE } },
		description:
			'The value to compare with; several separated by commas, or a list from an expression, mean any of them. Inboxes, teams and agents by their IDs.',
	},
];

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
					...rowFields,
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
		const operator = param.choice(`${row}.operator`, OPERATORS);
		const attribute = attributeFrom(param, row);
		const isPresence = PRESENCE.some((each) => each === operator);
		return {
			attribute_key: attribute,
			filter_operator: operator,
			values: isPresence ? [] : valuesFrom(param, `${row}.value`, attribute),
			// The server accepts null only after the last condition (chatwoot.md [791]).
			query_operator: isLast ? null : param.choice(`${row}.combine`, COMBINATIONS),
		};
	});
}

function attributeFrom(param: ChatwootParameters, row: string): string {
	const attribute = param.requiredText(`${row}.attribute`).trim();
	if (attribute === CUSTOM) return param.requiredText(`${row}.key`).trim();
	if (attribute in ATTRIBUTES) return attribute;
	const known = Object.keys(ATTRIBUTES).join(', ');
	return param.refuse(`${row}.attribute`, `is ${quote(attribute)}`, `There are: ${known}.`);
}

function valuesFrom(param: ChatwootParameters, path: string, attribute: string): string[] {
	const values = attribute === 'labels' ? titlesFrom(param, path) : param.names(path);
	return values.length > 0 ? values : param.refuse(path, 'is empty');
}
