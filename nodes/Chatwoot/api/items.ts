import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import { quote } from '../../shared/text';

/**
 * The content types that API clients can write; the others are the server's own (chatwoot.md §6).
 */
export const CONTENT_TYPES = ['article', 'cards', 'form', 'input_select', 'text'] as const;
export type ContentType = (typeof CONTENT_TYPES)[number];

/**
 * Keys that items may have; others are refused with an error text in Ruby (chatwoot.md §6 Items).
 */
const ITEM_KEYS: Record<Exclude<ContentType, 'text'>, string[]> = {
	article: ['title', 'description', 'link'],
	cards: ['title', 'description', 'media_url', 'actions'],
	form: [
		'name',
		'type',
		'label',
		'placeholder',
		'default',
		'required',
		'pattern',
		'pattern_error',
		'options',
		'title',
	],
	input_select: ['title', 'value'],
};
const ACTION_KEYS = ['type', 'text', 'uri', 'payload'];

/**
 * What is wrong with the items of a message of this type, as the rest of a sentence about them
 * ("needs at least one item"); undefined when the server takes them.
 */
export function problemOfItems(
	type: Exclude<ContentType, 'text'>,
	items: unknown,
): string | undefined {
	if (!Array.isArray(items) || items.length === 0) return 'needs at least one item';
	for (const [index, item] of (items as unknown[]).entries()) {
		const place = `item ${index + 1}`;
		const problem =
			problemOfKeys(place, item, ITEM_KEYS[type]) ??
			(type === 'cards' ? problemOfActions(place, (item as IDataObject).actions) : undefined);
		if (problem) return problem;
	}
	return undefined;
}

function problemOfActions(place: string, actions: unknown): string | undefined {
	if (!Array.isArray(actions) || actions.length === 0) {
		return `needs a list of actions in ${place}: a card without actions is refused`;
	}
	return actions
		.map((action, index) => problemOfKeys(`action ${index + 1} of ${place}`, action, ACTION_KEYS))
		.find((problem) => problem !== undefined);
}

function problemOfKeys(place: string, value: unknown, allowed: string[]): string | undefined {
	if (!isObject(value)) {
		return `should hold objects, but ${place} is not one`;
	}
	const unknown = Object.keys(value).filter((key) => !allowed.includes(key));
	if (unknown.length === 0) return undefined;
	return `has the unknown key ${quote(unknown[0])} in ${place}: possible keys are ${allowed.join(', ')}`;
}
