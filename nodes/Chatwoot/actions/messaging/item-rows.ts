import type { INodeProperties } from 'n8n-workflow';

type TextField = Partial<INodeProperties> & {
	displayName: string;
	name: string;
	description: string;
};

/** A parameter of one text. */
export const text = (field: TextField): INodeProperties => ({
	type: 'string',
	default: '',
	...field,
});

/** Rows of one content type, in the order in which they are shown. */
export const rows = (
	contentType: string,
	[displayName, name]: [string, string],
	[row, rowName]: [string, string],
	values: INodeProperties[],
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: `Add ${row}`,
	default: {},
	displayOptions: { show: { contentType: [contentType], itemsMode: ['builder'] } },
	description,
	options: [{ displayName: row, name: rowName, values }],
});
