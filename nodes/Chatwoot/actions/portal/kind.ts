import type { Portal } from '../../api/portals';
import { field, flag, name, text } from '../kinds/fields';
import { noRecordsYet, recordKind } from '../kinds/kind';
import type { ChatwootParameters } from '../parameters/parameters';
import { website } from '../parameters/urls';
import { slug } from './slug';

export const portals = recordKind<Portal>({
	noun: 'portal',
	example: '2',
	records: (api) => api.portals,
	picker: {
		entry: ({ id, name: label, slug, archived }) => ({
			name: `${label} (${slug}${archived ? ', archived' : ''})`,
			value: id,
		}),
		nothing: {
			...noRecordsYet('portal'),
			description: 'Help centers are made in Chatwoot under Help Center, or by Portal > Create.',
		},
	},
	fields: [
		name(
			'name',
			{ displayName: 'Name', name: 'name', description: 'The name of the help center' },
			{ isNeeded: true },
		),
		slug(
			{
				placeholder: 'e.g. help',
				description:
					'Its name in addresses: small letters, digits, - and _. Only one portal of the whole installation can have it.',
			},
			{ isNeeded: true },
		),
		flag('archived', {
			displayName: 'Archived',
			name: 'archived',
			description: 'Whether the help center is put away',
		}),
		text('color', {
			displayName: 'Color',
			name: 'color',
			type: 'color',
			default: '#1f93ff',
			description: 'The colour of the pages as #rrggbb',
		}),
		name('custom_domain', {
			displayName: 'Custom Domain',
			name: 'customDomain',
			placeholder: 'e.g. help.example.com',
			description: 'Where the pages stand, when not at the server itself',
		}),
		name('default_locale', {
			displayName: 'Default Locale',
			name: 'defaultLocale',
			placeholder: 'e.g. en',
			description: 'The language that visitors see first, one of the locales',
		}),
		text('header_text', {
			displayName: 'Header Text',
			name: 'headerText',
			description: 'The heading above the search on the first page',
		}),
		field(
			'homepage_link',
			{
				displayName: 'Homepage',
				name: 'homepage',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://example.com',
				description: 'Where the link back to the website leads',
			},
			website,
		),
		field(
			'allowed_locales',
			{
				displayName: 'Locales',
				name: 'locales',
				type: 'string',
				default: '',
				placeholder: 'e.g. en, de, pt_BR',
				description: 'All languages of the help center, separated by commas',
			},
			localesFrom,
		),
		text('page_title', {
			displayName: 'Page Title',
			name: 'pageTitle',
			description: 'The title of the pages in browsers',
		}),
	],
});

/** Without any language, no article could be written. */
function localesFrom(param: ChatwootParameters, path: string): string[] | undefined {
	if (param.value(path) === undefined) return undefined;
	const locales = param.names(path);
	return locales.length > 0 ? [...new Set(locales)] : param.refuse(path, 'is empty');
}
