import type { INodeProperties } from 'n8n-workflow';
import { escapeMarkdownField } from '../../../shared/escaped-expressions';
import { limitWaitTimeField, questionFields } from '../../../shared/asking/fields';

export const askingFields: INodeProperties[] = [
	{
		displayName: 'Answered By',
		name: 'answeredBy',
		type: 'options',
		options: [
			{
				name: 'Buttons',
				value: 'buttons',
				description:
					'In the message itself. A published workflow of this n8n has to begin with a Twake Trigger of the same application.',
			},
			{
				name: 'Link',
				value: 'link',
				description: 'On a page of this n8n; whoever has the link can answer',
			},
			{
				name: 'Reply',
				value: 'reply',
				description:
					'A text, as the next message in the thread. Needs what buttons need, and the application as connector of the channel.',
			},
		],
		default: 'buttons',
		description: 'How people answer: buttons, link or reply',
	},
	...questionFields,
];

export const rarerAskingFields: INodeProperties[] = [
	escapeMarkdownField,
	limitWaitTimeField,
	{
		displayName: 'Who May Answer',
		name: 'mayAnswer',
		type: 'string',
		default: '',
		placeholder: 'e.g. aee6f6d0-e498-11f1-9f9d-e1c5c54de2fd',
		displayOptions: { hide: { '/answeredBy': ['link'] } },
		description: 'IDs of users, separated by commas; empty for everybody who sees the question',
	},
];
