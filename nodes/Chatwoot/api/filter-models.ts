import { entryIn } from '../../shared/json';
import { quote } from '../../shared/text';
import type { AttributeDefinition, AttributeModel, DisplayType } from './attributes';

/** The kind of value an attribute holds, which determines operators and values. */
export type FilterKind =
	| 'boolean'
	| 'date'
	| 'exact'
	| 'labels'
	| 'messageType'
	| 'number'
	| 'phone'
	| 'phonePrefix'
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
/** Filters take `starts_with` for `equal_to`, so only rules have it (chatwoot.md §4.1). */
export type Operator = (typeof OPERATORS)[number] | 'starts_with';

export const EQUAL: Operator[] = ['equal_to', 'not_equal_to'];
export const CONTAIN: Operator[] = ['contains', 'does_not_contain'];
export const PRESENT: Operator[] = ['is_present', 'is_not_present'];
export const COMPARE: Operator[] = ['is_greater_than', 'is_less_than'];

/**
 * What the server takes for each standard attribute, minus what makes it answer 500 (chatwoot.md
 * §4.1).
 */
export const STANDARD_OPERATORS: Record<Exclude<FilterKind, 'number'>, Operator[]> = {
	boolean: EQUAL,
	// The server's own days_before always gives a 500: here it is turned into is_less_than.
	date: [...COMPARE, 'days_before'],
	exact: EQUAL,
	labels: [...EQUAL, ...PRESENT],
	messageType: EQUAL,
	phone: [...EQUAL, ...CONTAIN],
	phonePrefix: [...EQUAL, ...CONTAIN, 'starts_with'],
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
	/**
	 * When an equality has several values, the server only looks at the first, in lower case; for
	 * conversations this applies from the first row with a custom attribute on (chatwoot.md §4.1).
	 */
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
		phone_number: 'phone',
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
		// The server lists "contains" for it, which always gives a 500.
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

/**
 * What automation rules look at: a conversation, its contact and the message that came. An operator
 * that the attribute does not have keeps the whole rule from acting, without an error (chatwoot.md §9).
 */
export const ruleConditions: FilterModel = {
	noun: 'conversation',
	definitions: 'conversation_attribute',
	firstValueOnly: false,
	standard: {
		assignee_id: 'record',
		browser_language: 'exact',
		city: 'text',
		company_name: 'text',
		content: 'text',
		conversation_language: 'exact',
		country_code: 'exact',
		email: 'text',
		inbox_id: 'record',
		labels: 'labels',
		mail_subject: 'text',
		message_type: 'messageType',
		phone_number: 'phonePrefix',
		priority: 'priority',
		private_note: 'boolean',
		referer: 'text',
		status: 'status',
		team_id: 'record',
	},
};

/** What an attribute holds and which operators it takes, or why it cannot be used in a filter. */
export function attributeOf(
	{ noun, standard }: FilterModel,
	attribute: string,
	definitions: AttributeDefinition[],
): { kind: FilterKind; operators: Operator[] } | { problem: string; wayOut?: string } {
	const kind = entryIn(standard, attribute);
	if (kind) return { kind, operators: STANDARD_OPERATORS[kind] };
	const definition = definitions.find(({ attribute_key }) => attribute_key === attribute);
	if (!definition) {
		const keys = definitions.map(({ attribute_key }) => attribute_key).join(', ');
		return {
			problem: `has the attribute ${quote(attribute)}, which the account does not define for ${noun}s`,
			wayOut: `Possible attributes are ${Object.keys(standard).join(', ')}${keys ? ` and the custom attributes ${keys}` : ''}.`,
		};
	}
	const type = definition.attribute_display_type;
	const operators = entryIn(CUSTOM_OPERATORS, type) ?? [];
	if (operators.length > 0) return { kind: CUSTOM_KINDS[type], operators };
	return {
		problem: `has the attribute ${quote(attribute)} of the type ${type}: Chatwoot cannot filter by it`,
		wayOut: 'Use a Filter node after this one.',
	};
}
