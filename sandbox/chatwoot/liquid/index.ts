import { Drop, Liquid, LiquidError, Parser, RenderError } from 'liquidjs';
import { inspect } from '../http/cast';
import { isParams } from '../http/params';
import type { Param } from '../http/params';
import { SyntaxFault, tokenize } from './tokens';

/** What a template can name. A drop prints its class name, a hash prints as in Ruby. */
export interface Drops {
	[name: string]: Param | Drops;
	[Symbol.toStringTag]?: string;
}

const NO_INCLUDES = 'Liquid error: This liquid context does not allow includes.';

/** How much work one message may cause; the real server limits only the time. */
const LIMITS = { renderLimit: 2000, memoryLimit: 1e7 };

const liquid = new Liquid({ templates: {}, outputEscape: show, ...LIMITS });
for (const foreign of ['layout', 'block']) delete liquid.tags[foreign];
for (const name of ['include', 'render']) liquid.registerTag(name, { render: () => NO_INCLUDES });

/**
 * Outgoing text as the server stores it: rendered as a Liquid template, code in backquotes left
 * alone, and left as typed when the template is broken (chatwoot.md [480, 481]).
 */
export function renderLiquid(content: string, drops: Drops): string {
	return render(content, content.replace(/`(.*?)`/gs, '{% raw %}`$1`{% endraw %}'), drops);
}

/** Renders every text in the parameters of a template, code included. */
export function renderTemplateParameters(value: Param, drops: Drops): Param {
	if (typeof value === 'string') return render(value, value, drops);
	if (Array.isArray(value)) return value.map((each) => renderTemplateParameters(each, drops));
	if (!isParams(value)) return value;
	const entries = Object.entries(value).map(([key, each]) => [
		key,
		renderTemplateParameters(each, drops),
	]);
	return Object.fromEntries(entries) as Param;
}

function render(content: string, source: string, drops: Drops): string {
	try {
		const template = new Parser(liquid).parseTokens(tokenize(source));
		return String(liquid.renderSync(template, drops));
	} catch (error) {
		// an error while rendering appears in the text
		if (LiquidError.is(error) && RenderError.is(error)) return `Liquid error: ${error.message}`;
		if (LiquidError.is(error) || error instanceof SyntaxFault) return content;
		throw error;
	}
}

function show(value: unknown): string {
	// liquidjs has its own objects for nil, empty and blank
	if (value === null || value === undefined || value instanceof Drop) return '';
	if (Array.isArray(value)) return value.map(show).join('');
	if (typeof value !== 'object') return String(value);
	return (value as Drops)[Symbol.toStringTag] ?? inspect(value as Param);
}
