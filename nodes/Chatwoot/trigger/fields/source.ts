import type { INodeProperties } from 'n8n-workflow';
import { locator } from '../../../shared/locator';

export const ID = { regex: '\\s*[0-9]*\\s*', errorMessage: 'An ID is a whole number' };
export const HOST = 'https://app.chatwoot.com/app/accounts/1';

export const sourceField: INodeProperties = {
	displayName: 'Source',
	name: 'source',
	type: 'options',
	options: [
		{
			name: 'Account Webhook',
			value: 'webhook',
			description: 'All inboxes of the account. Registers itself; needs an administrator.',
		},
		{
			name: 'Agent Bot',
			value: 'bot',
			description: 'What a bot that answers in an inbox hears. New conversations begin as pending.',
		},
		{
			name: 'API Inbox Callback',
			value: 'callback',
			description: 'What happens in one API inbox, for bridges to other systems',
		},
	],
	default: 'webhook',
	description: 'Which part of Chatwoot sends the events',
};

/** What each source needs besides the account. */
export const sourceFields: INodeProperties[] = [
	{
		...locator({
			displayName: 'Inbox',
			name: 'inbox',
			description: 'The inbox that sends its events, or in which the bot answers',
			list: { method: 'searchInboxes' },
			id: '3',
			url: `${HOST}/inbox/3`,
			pattern: ID,
		}),
		displayOptions: { show: { source: ['callback', 'bot'] } },
	},
	{
		displayName:
			'An API inbox has one callback address. While the workflow is active it is this one; afterwards the former one comes back. Events that come too slowly or fail show as failed messages in Chatwoot.',
		name: 'callbackNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { source: ['callback'] } },
	},
	{
		displayName: 'Bot',
		name: 'botMode',
		type: 'options',
		options: [
			{
				name: 'Existing Bot',
				value: 'existing',
				description: 'A bot of the account; its address is put back afterwards',
			},
			{
				name: 'Made by This Trigger',
				value: 'create',
				description:
					'A new bot, deleted when the workflow is unpublished, made anew when it is published',
			},
		],
		default: 'create',
		description: 'Which bot listens',
		displayOptions: { show: { source: ['bot'] } },
	},
	{
		displayName: 'Bot Name',
		name: 'botName',
		type: 'string',
		default: 'n8n',
		description: 'What customers and agents see as its name',
		displayOptions: { show: { source: ['bot'], botMode: ['create'] } },
	},
	{
		...locator({
			displayName: 'Existing Bot',
			name: 'agentBot',
			description: 'The bot that is to listen; not one of the whole installation',
			list: { method: 'searchAgentBots' },
			id: '4',
			pattern: ID,
		}),
		displayOptions: { show: { source: ['bot'], botMode: ['existing'] } },
	},
	{
		displayName:
			'The bot has an access token of its own (in Chatwoot under Settings > Bots). With a second credential that holds it, the Chatwoot node answers in the name of the bot: choose an existing bot for that, as one made by this trigger has another token whenever the workflow is published again. For a hand-over set the status of the conversation to Open.',
		name: 'botNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { source: ['bot'] } },
	},
];
