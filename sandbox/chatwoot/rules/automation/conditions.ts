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
import { conversationFilter } from '../filter-models';
import { MESSAGE_TYPES } from '../message-types';

/** What a rule looks at: a conversation, its contact, and the message when one came. */
interface Subject {
	conversation: Conversation;
	contact: Contact;
	message?: Message;
}

const EQUAL = ['equal_to', 'not_equal_to'];
const CONTAINS = [...EQUAL, 'contains', 'does_not_contain'];

type Kind = Column<Subject>['kind'];

/** Compared case-sensitively, except for the text of a message (conditions_filter_service.rb). */
function column(kind: Kind, operators: string[], value: (subject: Subject) => unknown) {
	return { kind, operators, value, exact: true };
}

/** A column of the conversation, compared as filters do (lib/filters/filter_keys.yml). */
function ofConversation(key: string): Column<Subject> {
	const known = conversationFilter.columns[key];
	if (!known) throw new Error(`no column ${key} of conversations`);
	return { ...known, value: ({ conversation }) => known.value(conversation) };
}

function ofContact(operators: string[], value: (contact: Contact) => unknown): Column<Subject> {
	return column('text', operators, ({ contact }) => value(contact));
}

const model: FilterModel<Subject> = {
	firstValueOnly: false,
	startsWith: true,
	custom: ({ conversation, contact }) => ({
		...contact.custom_attributes,
		...conversation.custom_attributes,
	}),
	columns: {
		content: { ...column('text', CONTAINS, ({ message }) => message?.content), exact: false },
		message_type: column('enum', EQUAL, ({ message }) => {
			return MESSAGE_TYPES[message?.message_type ?? -1];
		}),
		private_note: column('boolean', EQUAL, ({ message }) => message?.private),
		status: ofConversation('status'),
		priority: ofConversation('priority'),
		assignee_id: ofConversation('assignee_id'),
		team_id: ofConversation('team_id'),
		inbox_id: ofConversation('inbox_id'),
		labels: ofConversation('labels'),
		browser_language: ofConversation('browser_language'),
		conversation_language: ofConversation('conversation_language'),
		mail_subject: ofConversation('mail_subject'),
		referer: ofConversation('referer'),
		email: ofContact(CONTAINS, ({ email }) => email),
		phone_number: ofContact([...CONTAINS, 'starts_with'], ({ phone_number }) => phone_number),
		country_code: ofContact(EQUAL, (contact) => contact.additional_attributes.country_code),
		city: ofContact(CONTAINS, (contact) => contact.additional_attributes.city),
		company_name: ofContact(CONTAINS, (contact) => contact.additional_attributes.company_name),
	},
};

/** The attributes that a condition may name, besides those that the account defined. */
export const CONDITIONS = Object.keys(model.columns);

/** Whether a rule applies. One that cannot be evaluated is never met; none are always met. */
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
		return buildFilter(model, definitions, joined).test({ conversation, contact, message });
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
