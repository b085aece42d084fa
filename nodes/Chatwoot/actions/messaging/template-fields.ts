import type { INodeProperties } from 'n8n-workflow';

const shownForTemplates = { show: { contentType: ['template'] } };

/** A template of the inbox with its values. */
export const templateFields: INodeProperties[] = [
	{
		displayName: 'Template',
		name: 'template',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		displayOptions: shownForTemplates,
		description:
			'An approved template of the WhatsApp inbox. When the Text is empty, the team sees the text of the template.',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchTemplates', searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: 'e.g. order_shipped:en_US',
				hint: 'The name at WhatsApp, with a colon and the language when there are several',
			},
		],
	},
	{
		displayName: 'Template Parameters',
		name: 'templateParameters',
		type: 'resourceMapper',
		default: { mappingMode: 'defineBelow', value: null },
		noDataExpression: true,
		displayOptions: shownForTemplates,
		description: 'The values that the chosen template needs',
		typeOptions: {
			loadOptionsDependsOn: [
				'account.value',
				'template.value',
				'inbox.value',
				'conversation.value',
			],
			resourceMapper: {
				resourceMapperMethod: 'getTemplateParameters',
				mode: 'add',
				valuesLabel: 'Template Parameters',
				fieldWords: { singular: 'parameter', plural: 'parameters' },
				addAllFields: true,
				multiKeyMatch: false,
				supportAutoMap: false,
				noFieldsError: 'The template needs no values.',
			},
		},
	},
];

/** A template entered by hand, for inboxes whose templates Chatwoot does not list. */
export const typedTemplateField: INodeProperties = {
	displayName: 'WhatsApp Template',
	name: 'template',
	type: 'fixedCollection',
	default: {},
	description:
		'A template that is named here instead of chosen under Content Type, for example of a Twilio inbox. The Text is what Chatwoot shows to the team.',
	options: [
		{
			displayName: 'Template',
			name: 'template',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. order_shipped',
					description: 'The name of the template at WhatsApp',
				},
				{
					displayName: 'Language',
					name: 'language',
					type: 'string',
					default: '',
					placeholder: 'e.g. en_US',
					description: 'The language of the template, as WhatsApp writes it',
				},
				{
					displayName: 'Category',
					name: 'category',
					type: 'options',
					options: [
						{ name: 'Authentication', value: 'AUTHENTICATION' },
						{ name: 'Marketing', value: 'MARKETING' },
						{ name: 'Utility', value: 'UTILITY' },
					],
					default: 'UTILITY',
					description: 'The category of the template: AUTHENTICATION, MARKETING or UTILITY',
				},
				{
					displayName: 'Parameters',
					name: 'parameters',
					type: 'json',
					default: '{}',
					placeholder: 'e.g. {"body": {"1": "Jane"}}',
					description:
						'The values of its variables as a JSON object: {"body": {"1": "Jane"}, "header": {"media_url": "https://…", "media_type": "image"}, "buttons": [{"parameter": "42"}]}. Older servers take {"1": "Jane"}.',
				},
			],
		},
	],
};
