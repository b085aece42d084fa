import type { INodeProperties } from 'n8n-workflow';
import { filterFields, name } from '../kinds/fields';

const about = { displayName: 'Locale', name: 'locale', placeholder: 'e.g. en' };

/** The language of a help center's content; the server refuses languages that the portal lacks. */
export const localeField = name('locale', {
	...about,
	description: 'The language, one of those of the help center; its default one when empty',
});

export function localeFilter(more: INodeProperties[]): INodeProperties {
	const locale = name('locale', { ...about, description: 'Only what is in this language' });
	return filterFields([locale.property, ...more]);
}
