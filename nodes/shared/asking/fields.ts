import type { INodeProperties } from 'n8n-workflow';

/**
 * The fields of an operation that asks a person and waits. Their names and values are those of n8n's own
 * nodes: n8n looks for `message`, `responseType` and `approvalOptions` when it makes a step of human
 * review out of a node (n8n.md §11).
 */

const messageField: INodeProperties = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder: 'e.g. Refund 40 EUR to Anna?',
	description: 'The question, in Markdown',
};

const responseTypeField: INodeProperties = {
	displayName: 'Response Type',
	name: 'responseType',
	type: 'options',
	options: [
		{ name: 'Approval', value: 'approval', description: 'Yes or no' },
		{ name: 'Custom Form', value: 'customForm', description: 'Several fields on a page' },
		{ name: 'Free Text', value: 'freeText', description: 'A text' },
	],
	default: 'approval',
	description: 'What the answer is: approval, freeText or customForm',
};

const approvalOptionsField: INodeProperties = {
	displayName: 'Approval Options',
	name: 'approvalOptions',
	type: 'fixedCollection',
	placeholder: 'Add option',
	default: {},
	description: 'Which buttons there are, and how they are labelled',
	displayOptions: { show: { responseType: ['approval'] } },
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Type of Approval',
					name: 'approvalType',
					type: 'options',
					options: [
						{ name: 'Approve and Decline', value: 'double' },
						{ name: 'Approve Only', value: 'single' },
					],
					default: 'double',
					description: 'Whether the person can also decline',
				},
				{
					displayName: 'Approve Label',
					name: 'approveLabel',
					type: 'string',
					default: 'Approve',
					description: 'The text of the button that approves',
				},
				{
					displayName: 'Decline Label',
					name: 'disapproveLabel',
					type: 'string',
					default: 'Decline',
					description: 'The text of the button that declines',
					displayOptions: { show: { approvalType: ['double'] } },
				},
			],
		},
	],
};

const formFieldsField: INodeProperties = {
	displayName: 'Form Fields',
	name: 'formFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Field',
	default: {},
	description: 'What is to be filled in',
	displayOptions: { show: { responseType: ['customForm'] } },
	options: [
		{
			displayName: 'Fields',
			name: 'values',
			values: [
				{
					displayName: 'Field Label',
					name: 'fieldLabel',
					type: 'string',
					default: '',
					placeholder: 'e.g. Amount',
					description: 'The label above the field',
				},
				{
					displayName: 'Field Type',
					name: 'fieldType',
					type: 'options',
					options: [
						{ name: 'Checkboxes', value: 'checkbox' },
						{ name: 'Date', value: 'date' },
						{ name: 'Dropdown', value: 'dropdown' },
						{ name: 'Email', value: 'email' },
						{ name: 'File', value: 'file', description: 'Comes out as binary data' },
						{ name: 'Heading', value: 'heading', description: 'Shows the label only' },
						{
							name: 'Hidden Field',
							value: 'hiddenField',
							description: 'A value for the output that is not on the page',
						},
						{ name: 'Number', value: 'number' },
						{
							name: 'Password',
							value: 'password',
							description: 'Covered on the page, but in the output like any text',
						},
						{ name: 'Radio Buttons', value: 'radio' },
						{ name: 'Text', value: 'text' },
						{ name: 'Text (Several Lines)', value: 'textarea' },
					],
					default: 'text',
					description: 'What can be filled in',
				},
				{
					displayName: 'Field Value',
					name: 'fieldValue',
					type: 'string',
					default: '',
					placeholder: 'e.g. order-4711',
					description: 'The value in the output',
					displayOptions: { show: { fieldType: ['hiddenField'] } },
				},
				{
					displayName: 'List of Choices',
					name: 'choices',
					type: 'string',
					typeOptions: { rows: 3 },
					default: '',
					placeholder: 'e.g. Bank transfer',
					description: 'One per line',
					displayOptions: { show: { fieldType: ['checkbox', 'dropdown', 'radio'] } },
				},
				{
					displayName: 'Multiple Files',
					name: 'multipleFiles',
					type: 'boolean',
					default: false,
					description: 'Whether several files can be chosen, 10 at most',
					displayOptions: { show: { fieldType: ['file'] } },
				},
				{
					displayName: 'Name in Output',
					name: 'fieldName',
					type: 'string',
					default: '',
					placeholder: 'e.g. amount',
					description: 'What the value is called in the output; empty for the label',
					displayOptions: { hide: { fieldType: ['heading'] } },
				},
				{
					displayName: 'Required',
					name: 'requiredField',
					type: 'boolean',
					default: false,
					description: 'Whether the form is refused without it',
					displayOptions: { hide: { fieldType: ['heading', 'hiddenField'] } },
				},
				{
					displayName: 'Types Accepted',
					name: 'acceptFileTypes',
					type: 'string',
					default: '',
					placeholder: 'e.g. .pdf, image/*',
					description: 'Extensions and types, separated by commas; empty for any file',
					displayOptions: { show: { fieldType: ['file'] } },
				},
			],
		},
	],
};

export const questionFields = [
	messageField,
	responseTypeField,
	approvalOptionsField,
	formFieldsField,
];

/** For the collection of optional fields. */
export const limitWaitTimeField: INodeProperties = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: {},
	description:
		'When the workflow goes on although nobody has answered: with the input item and "timedOut"',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Limit Type',
					name: 'limitType',
					type: 'options',
					options: [
						{ name: 'After Time Interval', value: 'afterTimeInterval' },
						{ name: 'At Specified Time', value: 'atSpecifiedTime' },
					],
					default: 'afterTimeInterval',
					description: 'Whether to wait for a duration or until a point in time',
				},
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					default: 1,
					description: 'How many of that unit',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
				},
				{
					displayName: 'Unit',
					name: 'resumeUnit',
					type: 'options',
					options: [
						{ name: 'Days', value: 'days' },
						{ name: 'Hours', value: 'hours' },
						{ name: 'Minutes', value: 'minutes' },
					],
					default: 'hours',
					description: 'The unit of the interval',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
				},
				{
					displayName: 'Max Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					default: '',
					description:
						'When the waiting ends, in the time zone of the workflow unless it names another',
					displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
				},
			],
		},
	],
};
