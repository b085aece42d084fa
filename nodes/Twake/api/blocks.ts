/** Block types that the web client shows (twake-api.md §9). */
const SHOWN = ['section', 'actions', 'input', 'header', 'image', 'context', 'progress_bar'];

/** Interactive elements that need at least one option. */
const SELECTS = ['static_select', 'overflow', 'radio_buttons', 'multi_static_select'];

/** Elements that the web client does not show. */
const NOT_SHOWN_ELEMENTS = ['checkboxes', 'datepicker', 'timepicker'];

interface Part {
	type?: unknown;
	text?: unknown;
	elements?: unknown;
	element?: unknown;
	accessory?: unknown;
	options?: unknown;
}

/**
 * Why the web client would not show a block or would show a broken message, as the end of a
 * sentence that begins with "block 1 ..."; undefined when it is fine. The server stores anything
 * (twake-api.md §9).
 */
export function blockProblem(block: unknown): string | undefined {
	if (!isPart(block)) return 'is not an object';
	const { type } = block;
	if (typeof type !== 'string' || type === '') return 'has no "type"';
	if (type === 'divider') return 'is a divider, which breaks the message in the web client';
	if (!SHOWN.includes(type)) return `is of type "${type}", which the web client does not show (${SHOWN.join(', ')} are)`;
	if (type === 'header' && !isLabel(block.text)) return `is a header without ${LABEL}`;
	if (type === 'actions' && !isFilledList(block.elements)) return 'is an actions block without elements';
	const elements = [block.element, block.accessory, ...(Array.isArray(block.elements) ? block.elements : [])];
	return elements.map(elementProblem).find((problem) => problem !== undefined);
}

function elementProblem(element: unknown): string | undefined {
	if (!isPart(element) || typeof element.type !== 'string') return undefined;
	const { type } = element;
	if (NOT_SHOWN_ELEMENTS.includes(type)) return `holds a ${type}, which the web client does not show`;
	if (type === 'button' && !isLabel(element.text)) return `holds a button without ${LABEL}`;
	if (SELECTS.includes(type) && !isFilledList(element.options)) return `holds a ${type} without options`;
	return undefined;
}

const LABEL = 'a text of the form { "type": "plain_text", "text": "..." }';

function isLabel(text: unknown): boolean {
	return isPart(text) && text.type === 'plain_text' && typeof text.text === 'string' && text.text !== '';
}

function isFilledList(value: unknown): boolean {
	return Array.isArray(value) && value.length > 0;
}

function isPart(value: unknown): value is Part {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
