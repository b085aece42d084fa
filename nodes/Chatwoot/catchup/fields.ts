import type { INodeProperties } from 'n8n-workflow';
import { catchUpOptions } from '../../shared/catching-up/fields';
import { locator } from '../../shared/locator';
import { HOST, ID } from '../trigger/fields/source';

export const catchUpFields: INodeProperties[] = [
	locator({
		displayName: 'Account',
		name: 'account',
		description:
			'The Chatwoot account of the trigger. Leave it empty when the access token has only one account.',
		list: { method: 'searchAccounts' },
		id: '1',
		url: `${HOST}/dashboard`,
		pattern: ID,
	}),
	{
		displayName: 'Trigger',
		name: 'trigger',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description:
			'The published Chatwoot Trigger that is to get what it missed. Leave it empty when Chatwoot sends to only one.',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchTriggers', searchable: true },
			},
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: 'e.g. https://n8n.example.com/webhook/1a2b/chatwoot',
				hint: 'The production URL of the trigger',
			},
		],
	},
	{
		displayName:
			'This node needs another workflow than the trigger. New messages and new conversations are found afterwards. What leaves no trace in Chatwoot is not: changes of status, assignee or labels, message updates, contacts, and typing.',
		name: 'foundNotice',
		type: 'notice',
		default: '',
	},
	catchUpOptions('Chatwoot'),
];
