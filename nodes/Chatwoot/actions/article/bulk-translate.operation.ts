import { flag, newFieldProperties, newFieldsFrom } from '../kinds/fields';
import type { Field } from '../kinds/fields';
import { operation } from '../operation/operation';
import { inPortal } from '../portal/contents';
import { localeField } from '../portal/locale';
import { categoryField } from './fields';
import { articlesField, articlesFrom } from './several';

const fields: Field[] = [
	{
		...localeField,
		property: {
			...localeField.property,
			description: 'The language to translate into, one of those of the help center',
		},
		isNeeded: true,
	},
	{
		...categoryField,
		property: {
			...categoryField.property,
			description: 'The category in that language for the translations; some servers demand one',
		},
	},
	flag('force', {
		displayName: 'Replace Translations',
		name: 'replaceTranslations',
		description: 'Whether translations that exist already are written anew, not refused',
	}),
];

export const bulkTranslateArticles = operation({
	name: 'Bulk Translate',
	value: 'bulkTranslate',
	action: 'Translate many articles',
	description:
		'Have Captain draft articles in another language, a moment later (Enterprise edition)',
	access: 'administrator',
	on: inPortal,
	fields: [articlesField, ...newFieldProperties(fields)],
	read: (param) => ({ ids: articlesFrom(param), into: newFieldsFrom(fields, param) }),
	async act({ api, id: portal, input: { ids, into } }) {
		await api.articles.translateMany(portal, ids, into);
		return ids.map((id) => ({ id, locale: into.locale, started: true }));
	},
});
