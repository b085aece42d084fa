import { ExpressionParser } from 'n8n-workflow';
import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from './parameters';
import { cleanText, isWritable } from './text';

export const escapeMarkdownField: INodeProperties = {
	displayName: 'Escape Markdown in Expressions',
	name: 'escapeMarkdown',
	type: 'boolean',
	default: false,
	description:
		'Whether what expressions bring into the text is shown as it is: names and texts of other people then neither look like Markdown of yours nor mention anybody. What stands around the expressions remains Markdown.',
};

/** Whether the item wants the results of its expressions escaped. */
export function isEscaped(param: Parameters): boolean {
	return param.boolean('additionalFields.escapeMarkdown');
}

/**
 * `text` is the result of `raw`, the parameter as written. Each expression in it is evaluated
 * separately; a text that came about differently, for example as part of an object from one
 * expression, is escaped as a whole.
 */
export function escapedExpressions(
	param: Parameters,
	{ raw, text }: { raw: unknown; text: string },
	escape: (text: string) => string,
): string {
	if (raw === text) return text;
	if (typeof raw !== 'string' || !raw.startsWith('=')) return escape(text);
	const chunks = ExpressionParser.splitExpression(raw.slice(1));
	return chunks
		.map((chunk) => {
			if (chunk.type === 'text') return chunk.text;
			const value = param.evaluated(ExpressionParser.joinExpression([chunk]));
			return escape(cleanText(isWritable(value) ? String(value) : shown(value)));
		})
		.join('');
}

function shown(value: unknown): string {
	return value === undefined || value === null ? '' : JSON.stringify(value);
}
