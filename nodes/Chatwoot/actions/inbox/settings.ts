import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { avatarField } from '../records/avatars';
import type { ChatwootParameters } from '../operation/parameters';
import { given } from '../records/records';
import { workingHoursField, workingHoursFrom } from './working-hours';

/** Settings that inboxes of all channels have, as entries of a collection. */
export const settingFields: INodeProperties[] = [
	avatarField,
	{
		displayName: 'Allow Messages After Resolved',
		name: 'allowMessagesAfterResolved',
		type: 'boolean',
		default: true,
		description: 'Whether customers can go on writing in a conversation that was resolved',
	},
	{
		displayName: 'Auto Assignment',
		name: 'autoAssignment',
		type: 'boolean',
		default: true,
		description:
			'Whether new conversations are assigned to the members of the inbox who are online',
	},
	{
		displayName: 'CSAT Survey',
		name: 'csatSurvey',
		type: 'boolean',
		default: false,
		description:
			'Whether customers are asked how satisfied they are when a conversation is resolved',
	},
	{
		displayName: 'Greeting Enabled',
		name: 'greetingEnabled',
		type: 'boolean',
		default: true,
		description: 'Whether the greeting message is sent in new conversations',
	},
	{
		displayName: 'Greeting Message',
		name: 'greetingMessage',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		description: 'What is written to the customer in a new conversation, when greeting is enabled',
	},
	{
		displayName: 'Lock to Single Conversation',
		name: 'lockToSingleConversation',
		type: 'boolean',
		default: true,
		description: 'Whether a contact has only one conversation, which is reopened again and again',
	},
	{
		displayName: 'Out of Office Message',
		name: 'outOfOfficeMessage',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		description: 'What is written to customers outside of the working hours',
	},
	{
		displayName: 'Timezone',
		name: 'timezone',
		type: 'string',
		default: '',
		placeholder: 'Europe/Berlin',
		description: 'The time zone of the working hours, by its IANA name',
	},
	workingHoursField,
	{
		displayName: 'Working Hours Enabled',
		name: 'workingHoursEnabled',
		type: 'boolean',
		default: false,
		description:
			'Whether the working hours count: customers who write outside of them get the out of office message',
	},
];

/** The settings in the collection at `path`, without those that were not given. */
export function settingsFrom(param: ChatwootParameters, path: string): IDataObject {
	const flag = (name: string) => param.optionalBoolean(`${path}.${name}`);
	const text = (name: string) => param.optionalText(`${path}.${name}`);
	return given({
		allow_messages_after_resolved: flag('allowMessagesAfterResolved'),
		enable_auto_assignment: flag('autoAssignment'),
		csat_survey_enabled: flag('csatSurvey'),
		greeting_enabled: flag('greetingEnabled'),
		greeting_message: text('greetingMessage'),
		lock_to_single_conversation: flag('lockToSingleConversation'),
		out_of_office_message: text('outOfOfficeMessage'),
		working_hours: workingHoursFrom(param, `${path}.workingHours`),
		timezone: param.trimmed(`${path}.timezone`),
		working_hours_enabled: flag('workingHoursEnabled'),
	});
}
