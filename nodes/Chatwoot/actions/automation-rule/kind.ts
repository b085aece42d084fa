import type { IDataObject } from 'n8n-workflow';
import { conditions } from '../automation/conditions';
import { stepsField } from '../automation/steps';
import { choice, flag, name, text } from '../kinds/fields';
import { noRecordsYet, recordKind } from '../kinds/kind';

/** A rule by which Chatwoot acts when an event meets its conditions (chatwoot.md §9). */
export interface AutomationRule extends IDataObject {
	id: number;
	name: string;
	active: boolean;
}

export const automationRules = recordKind<AutomationRule>({
	noun: 'automation rule',
	example: '10',
	spec: {
		path: 'automation_rules',
		recordIn: ['payload'],
		// The server crashes when asked for an unknown one (chatwoot.md [790, 791]).
		isOnlyListed: true,
		isUnknownACrash: true,
		hint: 'Most often the account does not define a custom attribute, or the server is too old for one of the actions or conditions.',
	},
	picker: {
		entry: ({ id, name: label, active }) => ({
			name: active ? label : `${label} (off)`,
			value: id,
		}),
		nothing: noRecordsYet('automation rule', 'Automation'),
	},
	fields: [
		name(
			'name',
			{ displayName: 'Name', name: 'name', description: 'The name of the rule' },
			{ isNeeded: true },
		),
		choice(
			'event_name',
			{
				displayName: 'Event',
				name: 'event',
				type: 'options',
				options: [
					{ name: 'Conversation Created', value: 'conversation_created' },
					{ name: 'Conversation Opened', value: 'conversation_opened' },
					{ name: 'Conversation Resolved', value: 'conversation_resolved' },
					{ name: 'Conversation Updated', value: 'conversation_updated' },
					{ name: 'Message Created', value: 'message_created' },
				],
				default: 'message_created',
				description: 'What the rule waits for',
			},
			{ isNeeded: true },
		),
		conditions,
		stepsField('rule'),
		flag('active', {
			displayName: 'Active',
			name: 'active',
			description: 'Whether the rule acts',
		}),
		text('description', {
			displayName: 'Description',
			name: 'description',
			description: 'What the rule is for',
		}),
	],
});
