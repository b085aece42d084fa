import { isObject } from '../../shared/json';
import { quote } from '../../shared/text';
/** Block types that the web client shows (twake.md §9). */
const SHOWN = ['section', 'actions', 'input', 'header', 'image', 'context'];

/** Elements that need at least one option. */
const MENUS = ['static_select', 'overflow', 'radio_buttons', 'multi_static_select'];

/** Elements that the web client does not show. */
const HIDDEN_ELEMENTS = ['checkboxes', 'datepicker', 'timepicker'];

interface Part {
	type?: unknown;
	text?: unknown;
	label?: unknown;
	fields?: unknown;
	image_url?: unknown;
	action_id?: unknown;
	elements?: unknown;
	element?: unknown;
	accessory?: unknown;
	options?: unknown;
}

/**
 * Why the web client would not show a block, or would show a broken message, as the end of a
 * sentence that begins with "block 1 ..."; undefined when it is fine. The server stores anything
 * (twake.md §9).
 */
export function blockProblem(block: unknown): string | undefined {
	if (!isPart(block)) return 'is not an object';
	const { type } = block;
	if (typeof type !== 'string' || type === '') return 'has no "type"';
	if (type === 'divider') return 'is a divider, which breaks the message in the web client';
	if (!SHOWN.includes(type)) {
		return `is of type ${quote(type)}, which the web client does not show (${SHOWN.join(', ')} are)`;
	}
	return checks[type]?.(block) ?? elementsOf(block).map(elementProblem).find(Boolean);
}

const checks: Partial<Record<string, (block: Part) => string | undefined>> = {
	header: ({ text }) => (isLabel(text) ? undefined : `is a header without ${LABEL}`),
	actions: ({ elements }) =>
		isFilledList(elements) ? undefined : 'is an actions block without elements',
	context: ({ elements }) =>
		isFilledList(elements) ? undefined : 'is a context block without elements',
	input: ({ label, element }) => {
		if (!isLabel(label)) return `is an input without a label: ${LABEL}`;
		return isPart(element) ? undefined : 'is an input without an element';
	},
	image: ({ image_url: url }) =>
		typeof url === 'string' && url !== '' ? undefined : 'is an image without "image_url"',
	section: ({ text, fields, accessory }) =>
		isText(text) || isFilledList(fields) || isPart(accessory)
			? undefined
			: 'is a section without text, fields or accessory',
};

function elementsOf({ element, accessory, elements }: Part): unknown[] {
	return [element, accessory, ...(Array.isArray(elements) ? (elements as unknown[]) : [])];
}

function elementProblem(element: unknown): string | undefined {
	if (!isPart(element) || typeof element.type !== 'string') return undefined;
	const { type, text, options } = element;
	if (HIDDEN_ELEMENTS.includes(type)) {
		return `holds a ${type}, which the web client does not show`;
	}
	if (type === 'button' && !isLabel(text)) return `holds a button without ${LABEL}`;
	if (!MENUS.includes(type)) return undefined;
	if (!isFilledList(options)) return `holds a ${type} without options`;
	const areLabelled = (options as unknown[]).every(
		(option) => isPart(option) && isLabel(option.text),
	);
	return areLabelled ? undefined : `holds a ${type} with an option without ${LABEL}`;
}

const LABEL = 'a text of the form { "type": "plain_text", "text": "..." }';

function isLabel(text: unknown): boolean {
	return isPart(text) && text.type === 'plain_text' && isText(text);
}

function isText(text: unknown): boolean {
	return isPart(text) && typeof text.text === 'string' && text.text !== '';
}

function isFilledList(value: unknown): boolean {
	return Array.isArray(value) && value.length > 0;
}

function isPart(value: unknown): value is Part {
	return isObject(value);
}
