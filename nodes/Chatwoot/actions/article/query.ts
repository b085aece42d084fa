import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { categories } from '../category';
import { locatorOf } from '../kinds/kind';
import type { ChatwootParameters } from '../parameters/parameters';
import { authorField, STATUSES, statusField } from './fields';

/** Filters for a list of articles. */
export const articleFilters: INodeProperties[] = [
	{
		...authorField.property,
		description:
			'Only articles of this author. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	locatorOf(categories, 'Only articles in this category, in the order of their places'),
	{
		displayName: 'Search Text',
		name: 'search',
		type: 'string',
		default: '',
		description: 'Only articles with these words, or with longer ones that begin so',
	},
	{ ...statusField.property, description: 'Only articles with this status' },
];

export function articleQueryFrom(param: ChatwootParameters): IDataObject {
	return {
		author_id: param.optionalId('filters.author'),
		category_id: param.optionalId('filters.category'),
		locale: param.trimmed('filters.locale'),
		query: param.trimmed('filters.search'),
		status: param.optionalChoice('filters.status', STATUSES),
	};
}
