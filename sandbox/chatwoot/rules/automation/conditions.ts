import type { Changes } from '../../events';
import * as cast from '../../http/cast';
import { Halt, RubyError } from '../../http/errors';
import type { Param, Params } from '../../http/params';
import { isParams } from '../../http/params';
import { contactOf } from '../../state/access';
import type { State } from '../../state/state';
import type { AutomationRule, Contact, Conversation, Message } from '../../state/types';
import type { Column, FilterModel } from '../filter';
import { buildFilter } from '../filter';
import { MESSAGE_TYPES } from '../message-types';

/** What a rule looks at: a conversation, its contact, and the message when one came. */
interface Subject {
	conversation: Conversation;
	contact: Contact;
	message?: Message;
}

const OPERATORS = [
	'equal_to',
	'not_equal_to',
	'contains',
	'does_not_contain',
	'is_present',
	'is_not_present',
	'starts_with',
];

function column(kind: Column<Subject>['kind'], value: (subject: Subject) => unknown) {
	return { kind, operators: OPERATORS, value };
}

function ofConversation(kind: Column<Subject>['kind'], key: keyof Conversation) {
	return column(kind, ({ conversation }) => conversation[key]);
}

function inConversation(key: string) {
	return column('text', ({ conversation }) => conversation.additional_attributes[key]);
}

function inContact(key: string) {
	return column('text', ({ contact }) => contact.additional_attributes[key]);
}

const model: FilterModel<Subject> = {
	firstValueOnly: false,
	custom: ({ conversation, contact }) => ({
		...contact.custom_attributes,
		...conversation.custom_attributes,
	}),
	columns: {
		content: column('text', ({ message }) => message?.content),
		message_type: column('enum', ({ message }) => MESSAGE_TYPES[message?.message_type ?? -1]),
		private_note: column('boolean', ({ message }) => message?.private),
		status: ofConversation('enum', 'status'),
		priority: ofConversation('enum', 'priority'),
		assignee_id: ofConversation('number', 'assignee_id'),
		team_id: ofConversation('number', 'team_id'),
		inbox_id: ofConversation('number', 'inbox_id'),
		labels: ofConversation('labels', 'labels'),
		browser_language: inConversation('browser_language'),
		conversation_language: inConversation('conversation_language'),
		mail_subject: inConversation('mail_subject'),
		referer: inConversation('referer'),
		email: column('text', ({ contact }) => contact.email),
		phone_number: column('text', ({ contact }) => contact.phone_number),
		country_code: inContact('country_code'),
		city: inContact('city'),
		company: inContact('company_name'),
	},
};

/** The attributes that a condition may name, beside those that the account defined. */
export const CONDITIONS = Object.keys(model.columns);

/** Whether a rule applies. A condition that cannot be asked is never met; none are always met. */
export function applies(
	state: State,
	rule: AutomationRule,
	conversation: Conversation,
	{ message, changes = {} }: { message?: Message; changes?: Changes },
): boolean {
	const isChange = (row: Params) => row.filter_operator === 'attribute_changed';
	const rows = rule.conditions.filter((row) => !isChange(row));
	const changed = rule.conditions.filter(isChange);
	if (changed.length > 0 && !changed.some((row) => isChanged(row, changes))) return false;
	const contact = contactOf(state, conversation);
	const definitions = state.attributes.where((row) => row.account_id === rule.account_id);
	try {
		const joined = changed.length > 0 ? withoutLastJoint(rows) : rows;
		return buildFilter(model, definitions, joined)({ conversation, contact, message });
	} catch (error) {
		if (error instanceof RubyError || error instanceof Halt) return false;
		throw error;
	}
}

function withoutLastJoint(rows: Params[]): Params[] {
	return rows.map((row, index) =>
		index === rows.length - 1 ? { ...row, query_operator: null } : row,
	);
}

/** `attribute_changed`: from one of some values to one of others. */
function isChanged(row: Params, changes: Changes): boolean {
	const change = changes[cast.text(row.attribute_key) ?? ''];
	if (!change || !isParams(row.values)) return false;
	const has = (list: Param | undefined, value: unknown) =>
		(cast.list(list) ?? []).some((one) => String(one) === String(value));
	const { from, to } = row.values;
	return has(from, change.previous_value) && has(to, change.current_value);
}
