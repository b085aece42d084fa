import { escapedExpressions, isEscaped } from '../../../shared/escaped-expressions';
import { escapeMarkdown } from '../../api/markdown';
import type { TwakeParameters } from '../operation/parameters';

/** A Markdown text; the parts from expressions are escaped if the item wants that. */
export function markdownText(param: TwakeParameters, path: string): string {
	const text = param.text(path);
	return isEscaped(param) ? withEscapes(param, param.raw(path), text) : text;
}

export function withEscapes(param: TwakeParameters, raw: unknown, text: string): string {
	return escapedExpressions(param, { raw, text }, escapeMarkdown);
}
