import type { INodePropertyOptions } from 'n8n-workflow';
import { byName } from '../../../shared/fields';
import type { Operator } from '../../api/filter-models';

/** The names of attributes and operators in the editor. */

/** The entries that stand for the account's own attributes. */
export const CUSTOM = 'custom';
export const CUSTOM_OF_CONTACT = 'customOfContact';

export const OPERATOR_NAMES: Record<Operator, string> = {
	contains: 'Contains',
	days_before: 'Is More Than X Days Before Today',
	does_not_contain: 'Does Not Contain',
	equal_to: 'Is Equal To',
	is_greater_than: 'Is Greater Than',
	is_less_than: 'Is Less Than',
	is_not_present: 'Is Not Present',
	is_present: 'Is Present',
	not_equal_to: 'Is Not Equal To',
	starts_with: 'Starts With',
};

export const ATTRIBUTE_NAMES: Record<string, string> = {
	assignee_id: 'Assignee',
	blocked: 'Blocked',
	browser_language: 'Browser Language',
	campaign_id: 'Campaign ID',
	city: 'City',
	company_name: 'Company Name',
	contact_id: 'Contact ID',
	content: 'Message Text',
	conversation_language: 'Conversation Language',
	country_code: 'Country Code',
	created_at: 'Created At',
	[CUSTOM]: 'Custom Attribute',
	[CUSTOM_OF_CONTACT]: 'Custom Attribute of Contact',
	display_id: 'Conversation ID',
	email: 'Email',
	identifier: 'Identifier',
	inbox_id: 'Inbox',
	labels: 'Labels',
	last_activity_at: 'Last Activity At',
	mail_subject: 'Mail Subject',
	message_type: 'Message Type',
	name: 'Name',
	phone_number: 'Phone Number',
	priority: 'Priority',
	private_note: 'Private Note',
	referer: 'Referer',
	status: 'Status',
	team_id: 'Team',
};

export function optionsOf(
	names: Record<string, string>,
	values: readonly string[],
): INodePropertyOptions[] {
	return byName(values.map((value) => ({ name: names[value], value })));
}
