import { field, flag, name, text } from '../kinds/fields';
import { workingHoursField, workingHoursFrom } from './working-hours';

/** Settings that inboxes of all channels have. */
export const settings = [
	flag('allow_messages_after_resolved', {
		displayName: 'Allow Messages After Resolved',
		name: 'allowMessagesAfterResolved',
		description: 'Whether customers can go on writing in a conversation that was resolved',
	}),
	flag('enable_auto_assignment', {
		displayName: 'Auto Assignment',
		name: 'autoAssignment',
		description:
			'Whether new conversations are assigned to the members of the inbox who are online',
	}),
	flag('csat_survey_enabled', {
		displayName: 'CSAT Survey',
		name: 'csatSurvey',
		default: false,
		description:
			'Whether customers are asked how satisfied they are when a conversation is resolved',
	}),
	flag('greeting_enabled', {
		displayName: 'Greeting Enabled',
		name: 'greetingEnabled',
		description: 'Whether the greeting message is sent in new conversations',
	}),
	text('greeting_message', {
		displayName: 'Greeting Message',
		name: 'greetingMessage',
		typeOptions: { rows: 2 },
		description: 'What is written to the customer in a new conversation, when greeting is enabled',
	}),
	flag('lock_to_single_conversation', {
		displayName: 'Lock to Single Conversation',
		name: 'lockToSingleConversation',
		description: 'Whether a contact has only one conversation, which is reopened again and again',
	}),
	text('out_of_office_message', {
		displayName: 'Out of Office Message',
		name: 'outOfOfficeMessage',
		typeOptions: { rows: 2 },
		description: 'What is written to customers outside of the working hours',
	}),
	name('timezone', {
		displayName: 'Timezone',
		name: 'timezone',
		placeholder: 'e.g. Europe/Berlin',
		description: 'The time zone of the working hours, by its IANA name',
	}),
	field('working_hours', workingHoursField, workingHoursFrom),
	flag('working_hours_enabled', {
		displayName: 'Working Hours Enabled',
		name: 'workingHoursEnabled',
		default: false,
		description:
			'Whether the working hours count: customers who write outside of them get the out of office message',
	}),
];
