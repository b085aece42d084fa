import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { NotificationSettings } from '../../api/notifications';

/** Events with notifications (chatwoot.md [816]). */
const EVENTS: INodePropertyOptions[] = [
	{ name: 'Assigned Conversation: New Message', value: 'assigned_conversation_new_message' },
	{ name: 'Conversation Assigned', value: 'conversation_assignment' },
	{ name: 'Conversation Created', value: 'conversation_creation' },
	{ name: 'Conversation: Mentioned', value: 'conversation_mention' },
	{
		name: 'Participating Conversation: New Message',
		value: 'participating_conversation_new_message',
	},
	{ name: 'SLA Missed: First Response', value: 'sla_missed_first_response' },
	{ name: 'SLA Missed: Next Response', value: 'sla_missed_next_response' },
	{ name: 'SLA Missed: Resolution', value: 'sla_missed_resolution' },
];

export const EVENT_NAMES = EVENTS.map(({ value }) => String(value));

/** One parameter per way of notification. */
export function eventsField(way: 'email' | 'push', displayName: string): INodeProperties {
	return {
		displayName,
		name: `${way}Events`,
		type: 'multiOptions',
		options: EVENTS,
		default: [],
		description: `Of what the user of the token is told by ${way}; all others are switched off. Nothing when empty.`,
	};
}

/** The server's flags are prefixed with the way. */
export const flagsOf = (way: 'email' | 'push', events: string[]): string[] =>
	events.map((event) => `${way}_${event}`);

export function settingsOutput(settings: NotificationSettings): IDataObject {
	const events = (flags: string[]) => flags.map((flag) => flag.replace(/^(email|push)_/, ''));
	return {
		email_events: events(settings.selected_email_flags),
		push_events: events(settings.selected_push_flags),
	};
}
