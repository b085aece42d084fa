import type { INodeProperties } from 'n8n-workflow';
import { limitWaitTimeField, questionFields } from '../../../shared/asking/fields';
import { escapeMarkdownField } from '../../../shared/escaped-expressions';
import { additionalFields } from '../../../shared/fields';

const ofCustomer = { show: { ask: ['customer'] } };
const ofTeam = { show: { '/ask': ['team'] } };

export const askingFields: INodeProperties[] = [
	{
		displayName: 'Ask',
		name: 'ask',
		type: 'options',
		options: [
			{
				name: 'Customer',
				value: 'customer',
				description: 'A message that goes out through the channel of the inbox',
			},
			{
				name: 'Team',
				value: 'team',
				description: 'A private note with a link to answer at; whoever reads it can answer',
			},
		],
		default: 'team',
		description: 'Who is asked: team or customer',
	},
	{
		displayName: 'Answered By',
		name: 'answeredBy',
		type: 'options',
		options: [
			{
				name: 'Link',
				value: 'link',
				description: 'On a page of this n8n, which the customer has to be able to reach',
			},
			{
				name: 'Reply',
				value: 'reply',
				description:
					'The next message of the customer in the conversation. Needs an administrator’s token.',
			},
		],
		default: 'reply',
		displayOptions: ofCustomer,
		description: 'How the customer answers: reply or link',
	},
	...questionFields,
	additionalFields([
		{ ...escapeMarkdownField, displayOptions: ofTeam },
		limitWaitTimeField,
		{
			displayName: 'Mention Agent Names or IDs',
			name: 'mentionedAgents',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getAgents', loadOptionsDependsOn: ['account.value'] },
			default: [],
			displayOptions: ofTeam,
			description:
				'Agents who are notified of the note. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
	]),
];
