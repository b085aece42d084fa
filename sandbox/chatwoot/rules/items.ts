import * as cast from '../http/cast';
import { RubyError } from '../http/errors';
import type { Param, Params } from '../http/params';
import { isParams } from '../http/params';
import type { Validation } from './errors';

const KEYS: Partial<Record<string, string[]>> = {
	input_select: ['title', 'value'],
	cards: ['title', 'description', 'media_url', 'actions'],
	form: [
		'type',
		'placeholder',
		'label',
		'name',
		'options',
		'default',
		'required',
		'pattern',
		'title',
		'pattern_error',
	],
	article: ['title', 'description', 'link'],
};
const ACTION_KEYS = ['text', 'type', 'payload', 'uri'];

/** How Ruby names a class in "undefined method" errors. */
export function className(value: Param): string {
	return typeof value === 'string' ? 'String' : typeof value === 'number' ? 'Integer' : 'Hash';
}

function rows(list: Param[]): Params[] {
	return list.map((item) => {
		if (isParams(item)) return item;
		throw new RubyError(`undefined method \`keys' for an instance of ${className(item)}`);
	});
}

function unknown(list: Params[], allowed: string[]): string {
	const keys = list.flatMap((row) => Object.keys(row)).filter((key) => !allowed.includes(key));
	const names = keys.map((key) => (/^\w+$/.test(key) ? `:${key}` : `:"${key}"`));
	return names.length > 0 ? `[${names.join(', ')}]` : '';
}

/** The rules of rich messages (content_attribute_validator.rb) (chatwoot.md [408-411]). */
export function checkItems(check: Validation, contentType: string, items: Param | undefined): void {
	const allowed = KEYS[contentType];
	if (!allowed) return;
	if (!Array.isArray(items)) {
		if (cast.isBlank(items)) throw new RubyError("undefined method `reject' for nil");
		throw new RubyError(`undefined method \`reject' for an instance of ${className(items ?? '')}`);
	}
	if (items.length === 0) check.add('content_attributes', 'At least one item is required.');
	const list = rows(items);
	const wrong = unknown(list, allowed);
	if (wrong) check.add('content_attributes', `contains invalid keys for items : ${wrong}`);
	if (contentType === 'cards') checkActions(check, list);
}

function checkActions(check: Validation, list: Params[]): void {
	if (list.some((row) => cast.isBlank(row.actions))) {
		check.add('content_attributes', 'contains items missing actions');
		return;
	}
	const actions = list.flatMap((row) => rows(cast.list(row.actions) ?? []));
	const wrong = unknown(actions, ACTION_KEYS);
	if (wrong) check.add('content_attributes', `contains invalid keys for actions:  ${wrong}`);
}

/** The schema of template parameters (chatwoot.md [313, 418]). */
export function checkTemplate(check: Validation, template: Param | undefined): void {
	if (template === undefined || template === null) return;
	if (!isParams(template)) {
		check.add('template_params', 'must be of type hash');
		return;
	}
	for (const key of ['name', 'category', 'language', 'namespace']) {
		if (key in template && typeof template[key] !== 'string') {
			check.add(`template_params/${key}`, 'must be of type string');
		}
	}
	if ('processed_params' in template && !isParams(template.processed_params)) {
		check.add('template_params/processed_params', 'must be of type hash');
	}
	if (!('name' in template)) check.add('name', 'is required');
}
