import type { Contact, Conversation } from '../state/types';
import { PRIORITIES, STATUSES } from './conversation';
import type { Column, FilterModel } from './filter';

const EQUAL = ['equal_to', 'not_equal_to'];
const CONTAINS = [...EQUAL, 'contains', 'does_not_contain'];
const PRESENT = [...EQUAL, 'is_present', 'is_not_present'];
const DATES = ['is_greater_than', 'is_less_than', 'days_before'];

type Kind = Column<unknown>['kind'];

function contactColumn(kind: Kind, operators: string[], key: keyof Contact): Column<Contact> {
	return {
		kind,
		operators,
		value: (row) => row[key],
	};
}

function inContact(operators: string[], key: string): Column<Contact> {
	return {
		kind: 'text',
		operators,
		value: (row) => row.additional_attributes[key],
	};
}

/** lib/filters/filter_keys.yml */
export const contactFilter: FilterModel<Contact> = {
	firstValueOnly: true,
	custom: (row) => row.custom_attributes,
	columns: {
		name: contactColumn('text', CONTAINS, 'name'),
		phone_number: contactColumn('text', [...CONTAINS, 'starts_with'], 'phone_number'),
		email: contactColumn('text', CONTAINS, 'email'),
		identifier: contactColumn('text', EQUAL, 'identifier'),
		country_code: inContact(EQUAL, 'country_code'),
		city: inContact(CONTAINS, 'city'),
		company_name: inContact(CONTAINS, 'company_name'),
		labels: contactColumn('labels', PRESENT, 'labels'),
		created_at: contactColumn('date', DATES, 'created_at'),
		last_activity_at: contactColumn('date', DATES, 'last_activity_at'),
		blocked: contactColumn('boolean', EQUAL, 'blocked'),
	},
};

function column(kind: Kind, operators: string[], key: keyof Conversation): Column<Conversation> {
	return {
		kind,
		operators,
		exact: true,
		value: (row) => row[key],
	};
}

function inConversation(operators: string[], key: string): Column<Conversation> {
	return {
		kind: 'text',
		operators,
		exact: true,
		value: (row) => row.additional_attributes[key],
	};
}

export const conversationFilter: FilterModel<Conversation> = {
	firstValueOnly: false,
	custom: (row) => row.custom_attributes,
	columns: {
		status: { ...column('enum', EQUAL, 'status'), words: STATUSES },
		assignee_id: column('number', PRESENT, 'assignee_id'),
		inbox_id: column('number', PRESENT, 'inbox_id'),
		team_id: column('number', PRESENT, 'team_id'),
		contact_id: column('number', PRESENT, 'contact_id'),
		priority: { ...column('enum', EQUAL, 'priority'), words: PRIORITIES },
		display_id: column('number', CONTAINS, 'display_id'),
		campaign_id: column('number', PRESENT, 'campaign_id'),
		labels: column('labels', PRESENT, 'labels'),
		browser_language: inConversation(EQUAL, 'browser_language'),
		conversation_language: inConversation(EQUAL, 'conversation_language'),
		referer: inConversation(CONTAINS, 'referer'),
		created_at: column('date', DATES, 'created_at'),
		last_activity_at: column('date', DATES, 'last_activity_at'),
		mail_subject: inConversation(CONTAINS, 'mail_subject'),
	},
};
