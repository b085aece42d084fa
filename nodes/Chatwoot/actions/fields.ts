import type { INodeProperties } from 'n8n-workflow';
import { locator } from '../../shared/locator';

/** Parameters that several operations share. */

/** Empty passes too: n8n would refuse to start the workflow, even where the parameter is optional. */
export const ID = { regex: '\\s*[0-9]*\\s*', errorMessage: 'An ID is a whole number' };
const HOST = 'https://app.chatwoot.com/app/accounts/1';

export const accountLocator = locator({
	displayName: 'Account',
	name: 'account',
	description:
		'The Chatwoot account to work in. Leave it empty when the access token has only one account.',
	list: { method: 'searchAccounts' },
	id: '1',
	url: `${HOST}/dashboard`,
	pattern: ID,
});

export function inboxLocator(description: string): INodeProperties {
	return locator({
		displayName: 'Inbox',
		name: 'inbox',
		description,
		list: { method: 'searchInboxes' },
		id: '3',
		url: `${HOST}/inbox/3`,
		pattern: ID,
	});
}

export function contactLocator(description: string): INodeProperties {
	return locator({
		displayName: 'Contact',
		name: 'contact',
		description,
		list: { method: 'searchContacts' },
		id: '7',
		url: `${HOST}/contacts/7`,
		pattern: ID,
	});
}

export const conversationLocator = locator({
	displayName: 'Conversation',
	name: 'conversation',
	description:
		'The conversation by its number, as in the output "id" of other operations and after /conversations/ in the address of the dashboard',
	list: { method: 'searchConversations' },
	id: '42',
	url: `${HOST}/conversations/42`,
	pattern: ID,
});

export const assigneeLocator = locator({
	displayName: 'Assignee',
	name: 'assignee',
	description: 'The agent (user of the account) who is to work on the conversation',
	list: { method: 'searchAgents' },
	id: '2',
	pattern: ID,
});

export const teamLocator = locator({
	displayName: 'Team',
	name: 'team',
	description: 'The team that is to work on the conversation',
	list: { method: 'searchTeams' },
	id: '5',
	url: `${HOST}/team/5`,
	pattern: ID,
});

export function agentLocator(description: string): INodeProperties {
	return locator({
		displayName: 'Agent',
		name: 'agent',
		description,
		list: { method: 'searchAgents' },
		id: '2',
		pattern: ID,
	});
}

export function labelLocator(description: string): INodeProperties {
	return locator({
		displayName: 'Label',
		name: 'label',
		description,
		list: { method: 'searchLabels' },
		id: '4',
		pattern: ID,
	});
}

export function cannedResponseLocator(description: string): INodeProperties {
	return locator({
		displayName: 'Canned Response',
		name: 'cannedResponse',
		description,
		list: { method: 'searchCannedResponses' },
		id: '6',
		pattern: ID,
	});
}

export function agentBotLocator(description: string): INodeProperties {
	return locator({
		displayName: 'Agent Bot',
		name: 'agentBot',
		description,
		list: { method: 'searchAgentBots' },
		id: '3',
		pattern: ID,
	});
}

export function webhookLocator(description: string): INodeProperties {
	return locator({
		displayName: 'Webhook',
		name: 'webhook',
		description,
		list: { method: 'searchWebhooks' },
		id: '8',
		pattern: ID,
	});
}

/** Options that the account has, read anew when another account is chosen. */
export const ofAccount = (loadOptionsMethod: string): INodeProperties['typeOptions'] => ({
	loadOptionsMethod,
	loadOptionsDependsOn: ['account.value'],
});

/** Several agents: from the list, or IDs from an expression. Read it with `param.ids`. */
export function agentsField(description: string): INodeProperties {
	return {
		displayName: 'Agent Names or IDs',
		name: 'agents',
		type: 'multiOptions',
		typeOptions: ofAccount('getAgents'),
		default: [],
		description: `${description}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
	};
}

/** How a message is meant; the same words in every operation that writes one. */
export const messageTypeField: INodeProperties = {
	displayName: 'Message Type',
	name: 'messageType',
	type: 'options',
	options: [
		{
			name: 'Incoming',
			value: 'incoming',
			description: 'From the customer to the team; only in API inboxes',
		},
		{
			name: 'Outgoing',
			value: 'outgoing',
			description: 'From the team to the customer, sent through the channel of the inbox',
		},
		{
			name: 'Private Note',
			value: 'note',
			description: 'Seen by the team only',
		},
	],
	default: 'outgoing',
	description: 'Who writes to whom: outgoing, incoming or note',
};

export const useLiquidField: INodeProperties = {
	displayName: 'Use Liquid Variables',
	name: 'useLiquid',
	type: 'boolean',
	default: false,
	description:
		'Whether Chatwoot fills in variables such as {{contact.name}} in outgoing texts and notes. When off, the text is sent as it is typed.',
};

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
