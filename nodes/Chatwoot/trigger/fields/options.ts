import type { INodeProperties } from 'n8n-workflow';

export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Accept Unsigned Deliveries',
			name: 'acceptUnsigned',
			type: 'boolean',
			default: false,
			description:
				'Whether to take the webhooks of automation rules and macros. Chatwoot does not sign them: anybody who learns the address of this trigger can then make such a delivery up.',
		},
		{
			displayName: 'Download Attachments',
			name: 'download',
			type: 'boolean',
			default: false,
			description: 'Whether to put the files of messages into binary fields',
		},
		{
			displayName: 'Late Events',
			name: 'lateEvents',
			type: 'options',
			options: [
				{
					name: 'Drop',
					value: 'drop',
					description: 'An event starts nothing when a later one of its conversation came before',
				},
				{ name: 'Mark', value: 'mark', description: 'With isLate in the output' },
				{ name: 'Take as They Come', value: 'ignore' },
			],
			default: 'ignore',
			description: 'Chatwoot sends events side by side, so they can overtake each other',
		},
		{
			displayName: 'Put Output Files in Fields',
			name: 'outputBinaryPrefix',
			type: 'string',
			default: 'attachment_',
			description: 'The beginning of the names of the binary fields; a number from 0 on follows',
			displayOptions: { show: { download: [true] } },
		},
		{
			displayName: 'Raw Body',
			name: 'rawBody',
			type: 'boolean',
			default: false,
			description:
				'Whether to add the body as it came, as text. It holds what the output leaves out, such as the pubsub token of the session.',
		},
	],
};
