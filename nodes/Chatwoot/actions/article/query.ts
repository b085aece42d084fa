import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ChatwootParameters } from '../parameters/parameters';
import { authorField, STATUSES, statusField } from './fields';

/** Filters for a list of articles; here the server identifies categories by slug. */
export const articleFilters: INodeProperties[] = [
	{
		...authorField.property,
		description:
			'Only articles of this author. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Category Slug',
		name: 'categorySlug',
		type: 'string',
		default: '',
		placeholder: 'e.g. orders',
		description: 'Only articles in the category with this slug, in the order of their places',
	},
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
		category_slug: param.trimmed('filters.categorySlug'),
		locale: param.trimmed('filters.locale'),
		query: param.trimmed('filters.search'),
		status: param.optionalChoice('filters.status', STATUSES),
	};
}
