import type { INodeProperties } from 'n8n-workflow';
import { limitWaitTimeField, questionFields } from '../../../shared/asking/fields';
import { formatField } from '../content/fields';

export const askingFields: INodeProperties[] = [
	{
		displayName: 'Answered By',
		name: 'answeredBy',
		type: 'options',
		options: [
			{
				name: 'Link',
				value: 'link',
				description: 'On a page of this n8n; whoever has the link can answer',
			},
			{
				name: 'Reaction or Reply',
				value: 'chat',
				description:
					'By ✅ or ❌, or a text as a reply. Needs a published workflow with a Twake Chat Trigger of the same account.',
			},
		],
		default: 'chat',
		displayOptions: { hide: { responseType: ['customForm'] } },
		description: 'How people answer: chat or link',
	},
	...questionFields,
];

export const rarerAskingFields: INodeProperties[] = [
	formatField,
	limitWaitTimeField,
	{
		displayName: 'Who May Answer',
		name: 'mayAnswer',
		type: 'string',
		default: '',
		placeholder: 'e.g. @alice:example.org',
		displayOptions: { show: { '/answeredBy': ['chat'] } },
		description: 'IDs of users, separated by commas; empty for everybody in the room',
	},
];
