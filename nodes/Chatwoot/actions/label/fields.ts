import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { quote } from '../../../shared/text';
import { parseTitle } from '../../api/labels';
import type { Label } from '../../api/labels';
import { labelLocator } from '../fields';
import type { ChatwootParameters } from '../operation/parameters';
import { given } from '../records/records';
import type { RecordKind } from '../records/records';

export const labels: RecordKind<Label> = {
	one: 'a label',
	many: 'labels',
	locator: labelLocator('The label, as the account defines it'),
	records: (api) => api.labels,
};

export const titleField: INodeProperties = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	default: '',
	placeholder: 'follow-up',
	description:
		'The name of the label: at least two letters, digits, - or _, a letter or digit first. Stored in small letters; only one label can have it.',
};

/** Everything but the title. */
export const labelDetailFields: INodeProperties[] = [
	{
		displayName: 'Color',
		name: 'color',
		type: 'color',
		default: '#1f93ff',
		description: 'The colour of the label as #rrggbb',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		description: 'What the label stands for',
	},
	{
		displayName: 'Show on Sidebar',
		name: 'showOnSidebar',
		type: 'boolean',
		default: true,
		description: 'Whether the dashboard lists the label in its sidebar',
	},
];

/** A title as the server stores it; undefined when empty. */
export function titleFrom(param: ChatwootParameters, path: string): string | undefined {
	const text = param.trimmed(path);
	if (text === undefined) return undefined;
	return (
		parseTitle(text) ??
		param.refuse(
			path,
			`cannot be the title of a label: ${quote(text)}`,
			'It has 2 to 255 characters: letters, digits, - and _, a letter or digit first.',
		)
	);
}

export function labelDetailsFrom(param: ChatwootParameters, at: string): IDataObject {
	const color = param.trimmed(`${at}color`);
	if (color !== undefined && !/^#[0-9a-f]{6}$/i.test(color)) {
		param.refuse(`${at}color`, `is not a colour: ${quote(color)}`, 'It should look like #1f93ff.');
	}
	return given({
		color,
		description: param.optionalText(`${at}description`),
		show_on_sidebar: param.optionalBoolean(`${at}showOnSidebar`),
	});
}
