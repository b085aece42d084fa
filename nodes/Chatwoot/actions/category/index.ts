import type { Category } from '../../api/help-center';
import { field, name, text } from '../kinds/fields';
import { kind } from '../kinds/kind';
import type { Resource } from '../operation/types';
import { contentOperations, inPortal } from '../portal/contents';
import { localeField, localeFilter } from '../portal/locale';
import { slug } from '../portal/slug';

export const categories = kind<Category>({ noun: 'category', example: '3', parent: inPortal });

export const category: Resource = {
	name: 'Category',
	value: 'category',
	description: 'The parts of a help center',
	operations: contentOperations<Category>({
		kind: categories,
		of: (api) => api.categories,
		fields: [
			name(
				'name',
				{ displayName: 'Name', name: 'name', description: 'The name of the category' },
				{ isNeeded: true },
			),
			slug(
				{
					placeholder: 'e.g. orders',
					description:
						'Its name in addresses: small letters, digits, - and _. Only one category of a language can have it.',
				},
				{ isNeeded: true },
			),
			text('description', {
				displayName: 'Description',
				name: 'description',
				description: 'What the articles are about',
			}),
			name('icon', {
				displayName: 'Icon',
				name: 'icon',
				placeholder: 'e.g. 📦',
				description: 'An emoji that is shown beside the name',
			}),
			localeField,
			field(
				'position',
				{
					displayName: 'Position',
					name: 'position',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 1,
					description: 'Its place among the categories',
				},
				(param, path) => param.optionalCount(path),
			),
		],
		filters: [localeFilter([])],
		queryFrom: (param) => ({ locale: param.trimmed('filters.locale') }),
		told: {
			create: 'Create a category in a help center',
			delete: 'Delete a category; its articles stay, without a category',
			get: 'Get one category',
			getMany: 'Get the categories of a help center in their order',
			reorder: 'Put categories into an order',
			update: 'Change a category',
		},
	}),
};
