import type { INodeProperties } from 'n8n-workflow';

const types = (...shown: string[]) => ({ show: { type: shown } });

const optionFields: INodeProperties = {
	displayName: 'Choices',
	name: 'choices',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Choice',
	default: {},
	displayOptions: types('static_select', 'overflow'),
	options: [
		{
			displayName: 'Choice',
			name: 'choice',
			values: [
				{
					displayName: 'Text',
					name: 'text',
					type: 'string',
					default: '',
					description: 'What people see',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description: 'What the workflow gets; the text when empty',
				},
			],
		},
	],
};

const elementValues: INodeProperties[] = [
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'Button', value: 'button' },
			{ name: 'Drop-Down', value: 'static_select' },
			{ name: 'Overflow Menu', value: 'overflow' },
		],
		default: 'button',
		description: 'What people click; a menu acts as soon as something is chosen',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		default: '',
		displayOptions: types('button'),
		description: 'Label of the button',
	},
	{
		displayName: 'Action ID',
		name: 'actionId',
		type: 'string',
		default: '',
		placeholder: 'e.g. approve:42',
		description:
			'What the workflow is told when somebody clicks or chooses. Twake passes on nothing else, so put your own IDs in here.',
	},
	optionFields,
	{
		displayName: 'Style',
		name: 'style',
		type: 'options',
		options: [
			{ name: 'Danger', value: 'danger' },
			{ name: 'Default', value: 'default' },
			{ name: 'Primary', value: 'primary' },
		],
		default: 'default',
		displayOptions: types('button'),
		description: 'Colour of the button',
	},
];

const elementFields: INodeProperties = {
	displayName: 'Elements',
	name: 'elements',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Element',
	default: {},
	displayOptions: types('actions', 'section'),
	description:
		'Buttons and menus. In a section, one stands beside the text and more stand below it.',
	options: [
		{
			displayName: 'Element',
			name: 'element',
			values: elementValues,
		},
	],
};

const blockValues: INodeProperties[] = [
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'Buttons and Menus', value: 'actions' },
			{ name: 'Context', value: 'context', description: 'Small print' },
			{ name: 'Field to Copy', value: 'copy', description: 'A value with a copy button' },
			{ name: 'Header', value: 'header' },
			{ name: 'Image', value: 'image' },
			{ name: 'Input', value: 'input', description: 'A line that people type into' },
			{ name: 'Section', value: 'section', description: 'Text, with columns of fields' },
		],
		default: 'section',
		description: 'The kind of block',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		displayOptions: types('section', 'header', 'context'),
		description: 'Markdown; a header is plain text',
	},
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		displayOptions: types('section'),
		description: 'Further short texts below the text, one per line',
	},
	{
		displayName: 'Label',
		name: 'label',
		type: 'string',
		default: '',
		displayOptions: types('input', 'copy'),
		description: 'Stands above the line',
	},
	{
		displayName: 'Value to Copy',
		name: 'value',
		type: 'string',
		default: '',
		displayOptions: types('copy'),
		description: 'What the copy button copies',
	},
	{
		displayName: 'Action ID',
		name: 'actionId',
		type: 'string',
		default: '',
		displayOptions: types('input'),
		description: 'The name under which the workflow gets what was typed',
	},
	{
		displayName: 'Image URL',
		name: 'imageUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/picture.png',
		displayOptions: types('image', 'section'),
		description: 'Web address of a picture; in a section it stands beside the text',
	},
	elementFields,
];

/** Builds blocks row by row; offers only what Twake's web client can show (twake.md §9). */
export const blockBuilder: INodeProperties = {
	displayName: 'Blocks',
	name: 'blocks',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Block',
	default: {},
	displayOptions: { show: { blocksMode: ['builder'] } },
	description: 'The parts of the message from top to bottom',
	options: [
		{
			displayName: 'Block',
			name: 'block',
			values: blockValues,
		},
	],
};
