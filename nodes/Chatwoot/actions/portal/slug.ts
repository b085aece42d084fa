import type { INodeProperties } from 'n8n-workflow';
import { quote } from '../../../shared/text';
import { field } from '../kinds/fields';
import type { Field } from '../kinds/fields';
import type { ChatwootParameters } from '../parameters/parameters';

/** The server stores any text, but then finds no page by it (chatwoot.md [831]). */
function slugFrom(param: ChatwootParameters, path: string): string | undefined {
	const slug = param.trimmed(path);
	if (slug === undefined || /^[a-z0-9_-]+$/.test(slug)) return slug;
	const wayOut = 'It has small letters without accents, digits, - and _ only.';
	return param.refuse(path, `cannot be used in an address: ${quote(slug)}`, wayOut);
}

/** The name of something of the help center in addresses. */
export function slug(
	words: Pick<INodeProperties, 'placeholder' | 'description'>,
	role?: Pick<Field, 'isNeeded'>,
): Field {
	const property: INodeProperties = {
		displayName: 'Slug',
		name: 'slug',
		type: 'string',
		default: '',
		...words,
	};
	return field('slug', property, slugFrom, role);
}
