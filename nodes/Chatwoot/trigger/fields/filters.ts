import type { INodeProperties } from 'n8n-workflow';

/** Conditions that an event has to meet to start the workflow. */
export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'What is filtered out starts nothing and does not count as an execution',
	options: [
		{
			displayName: 'Changed Attributes',
			name: 'changed',
			type: 'multiOptions',
			options: [
				{ name: 'Assigned Agent', value: 'assignee_id' },
				{ name: 'Assigned Bot', value: 'assignee_agent_bot_id' },
				{ name: 'Blocked', value: 'blocked' },
				{ name: 'Custom Attributes', value: 'custom_attributes' },
				{ name: 'Email', value: 'email' },
				{ name: 'First Reply', value: 'first_reply_created_at' },
				{ name: 'Identifier', value: 'identifier' },
				{ name: 'Labels', value: 'labels' },
				{ name: 'Last Activity', value: 'last_activity_at' },
				{ name: 'Name', value: 'name' },
				{ name: 'Phone Number', value: 'phone_number' },
				{ name: 'Priority', value: 'priority' },
				{ name: 'Snoozed Until', value: 'snoozed_until' },
				{ name: 'Status', value: 'status' },
				{ name: 'Team', value: 'team_id' },
				{ name: 'Waiting Since', value: 'waiting_since' },
			],
			default: [],
			description: 'For changes of conversations and contacts: one of these has to have changed',
		},
		{
			displayName: 'Changed To',
			name: 'changedTo',
			type: 'string',
			default: '',
			placeholder: 'e.g. resolved',
			description:
				'The value that a changed attribute has to have now, such as "resolved", "urgent" or a label',
		},
		{
			displayName: 'Ignore Echoes of WhatsApp Gateways',
			name: 'ignoreEchoes',
			type: 'boolean',
			default: false,
			description:
				'Whether to leave out what a gateway such as Evolution API reports as sent from the phone: outgoing messages with a source ID that begins with "WAID:"',
		},
		{
			displayName: 'Ignore Users',
			name: 'ignoredUsers',
			type: 'string',
			default: '',
			placeholder: 'e.g. 3, 7',
			description: 'IDs of agents whose messages and typing do not count, separated by commas',
		},
		{
			displayName: 'Inbox Names or IDs',
			name: 'inboxes',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getInboxes', loadOptionsDependsOn: ['account.value'] },
			default: [],
			description:
				'Only these inboxes. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Include Activity of Contacts',
			name: 'activity',
			type: 'boolean',
			default: false,
			description:
				'Whether updates of contacts count that only say when the contact was last active. Every incoming message causes one.',
		},
		{
			displayName: 'Label Names or IDs',
			name: 'labels',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getLabels', loadOptionsDependsOn: ['account.value'] },
			default: [],
			description:
				'Only conversations that carry one of these labels. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Message Types',
			name: 'messageTypes',
			type: 'multiOptions',
			options: [
				{ name: 'Automatic', value: 'template', description: 'Greetings, surveys and the like' },
				{ name: 'Incoming', value: 'incoming', description: 'From customers' },
				{ name: 'Outgoing', value: 'outgoing', description: 'To customers' },
				{ name: 'Private Note', value: 'note', description: 'For the team only' },
			],
			default: [],
			description: 'Only these messages. Private notes come only when they are chosen here.',
		},
		{
			displayName: 'No Person Assigned',
			name: 'noPerson',
			type: 'boolean',
			default: false,
			description:
				'Whether only conversations count that neither an agent nor a team works on, as after Hand Over. One that is assigned to a bot counts, and one of a team that is pending.',
		},
		{
			displayName: 'Only Deletions Among Message Updates',
			name: 'onlyDeletions',
			type: 'boolean',
			default: false,
			description:
				'Whether Message Updated starts the workflow only when the message was deleted, and not when it was delivered, read or answered',
		},
		{
			displayName: 'Senders',
			name: 'senders',
			type: 'multiOptions',
			options: [
				{ name: 'Agent', value: 'user' },
				{ name: 'Bot', value: 'bot', description: 'Agent bots, and Captain' },
				{ name: 'Captain', value: 'captain', description: 'The assistant of Chatwoot itself' },
				{ name: 'Contact', value: 'contact' },
				{
					name: 'Nobody',
					value: 'system',
					description: 'Automation rules, greetings and surveys have no sender',
				},
			],
			default: [],
			description: 'Only what these wrote or typed',
		},
		{
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			options: [
				{ name: 'Open', value: 'open' },
				{ name: 'Pending', value: 'pending' },
				{ name: 'Resolved', value: 'resolved' },
				{ name: 'Snoozed', value: 'snoozed' },
			],
			default: [],
			description:
				'Only conversations that have one of these statuses; where the status was changed, that it was changed to. For a bot that falls silent while people work: Pending.',
		},
		{
			displayName: 'Unassigned Only',
			name: 'unassigned',
			type: 'boolean',
			default: false,
			description:
				'Whether only conversations count that are assigned to nobody, no bot either; a team alone does not matter',
		},
	],
};
