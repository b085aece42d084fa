import type { INodeProperties } from 'n8n-workflow';

/** Fields to which n8n's guidelines give the same form in all nodes. */

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

const outputField: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{ name: 'Raw', value: 'raw', description: 'All that the server answers' },
		{
			name: 'Selected Fields',
			value: 'selected',
			description: 'Of the simplified response, the fields that you name',
		},
		{ name: 'Simplified', value: 'simplified', description: 'What is usually needed' },
	],
	default: 'simplified',
	displayOptions: { show: { '@tool': [true] } },
	description: 'What the model is given to read: raw, selected or simplified',
};

const selectedFields: INodeProperties = {
	displayName: 'Output Fields',
	name: 'outputFields',
	type: 'string',
	default: '',
	placeholder: 'e.g. status, contact.name',
	displayOptions: { show: { '@tool': [true], output: ['selected'] } },
	description:
		'Names of fields of the simplified output, separated by commas; a dot leads into a field, as in contact.name',
};

/**
 * How much of a record is put out. In a workflow that is yes or no; a tool of an AI agent can also name
 * fields, because a model reads, and pays for, every word.
 */
export const outputFields: INodeProperties[] = [
	{ ...simplifyField, displayOptions: { hide: { '@tool': [true] } } },
	outputField,
	selectedFields,
];

/**
 * The fields of an operation in the order of the editor: what it works on, its own, Simplify if it has
 * that, and the rarely used ones in one collection.
 */
export function fieldsInOrder({
	on = [],
	fields = [],
	isSimplified,
	rarer,
}: {
	on?: INodeProperties[];
	fields?: INodeProperties[];
	isSimplified: boolean;
	rarer: INodeProperties[];
}): INodeProperties[] {
	return [
		...on,
		...fields,
		...(isSimplified ? outputFields : []),
		...(rarer.length > 0 ? [additionalFields(rarer)] : []),
	];
}

/** The collection of optional fields. */
export function additionalFields(
	options: INodeProperties[],
	description?: string,
): INodeProperties {
	return {
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		...(description !== undefined && { description }),
		options: byName(options),
	};
}

/** Sorted by display name, as n8n wants it for options and for entries of collections. */
export function byName<T extends { name: string; displayName?: string }>(list: T[]): T[] {
	const shown = ({ name, displayName = name }: T) => displayName;
	return [...list].sort((one, other) => shown(one).localeCompare(shown(other)));
}

/** Where an operation puts the files that it downloads. */
export const outputPrefixField: INodeProperties = {
	displayName: 'Put Output Files in Fields',
	name: 'outputBinaryPrefix',
	type: 'string',
	default: 'attachment_',
	hint: 'The beginning of the names of the output binary fields; a number from 0 on follows',
	description: 'With "attachment_", the files are in attachment_0, attachment_1 and so on',
};
