/** What a template can name: nested objects of texts and numbers. */
export interface Drops {
	[name: string]: Value;
}
type Value = string | number | boolean | null | undefined | Drops;

/** The template cannot be read: the caller then keeps the text as typed (chatwoot.md [480]). */
class SyntaxFault extends Error {}

interface Token {
	kind: 'text' | 'output' | 'tag';
	text: string;
}

const TOKEN = /\{\{-?([\s\S]*?)-?\}\}|\{%-?([\s\S]*?)-?%\}/g;

/** Splits a template; what stands between raw tags is text. */
function tokenize(source: string): Token[] {
	const tokens: Token[] = [];
	let at = 0;
	TOKEN.lastIndex = 0;
	const addText = (part: string) => {
		if (/\{\{|\{%/.test(part)) throw new SyntaxFault('not terminated');
		tokens.push({ kind: 'text', text: part });
	};
	for (let match = TOKEN.exec(source); match; match = TOKEN.exec(source)) {
		addText(source.slice(at, match.index));
		at = TOKEN.lastIndex;
		if (match[1] !== undefined) {
			tokens.push({ kind: 'output', text: match[1].trim() });
		} else if (match[2].trim() === 'raw') {
			const end = /\{%-?\s*endraw\s*-?%\}/g;
			end.lastIndex = at;
			const close = end.exec(source);
			if (!close) throw new SyntaxFault('raw was never closed');
			tokens.push({ kind: 'text', text: source.slice(at, close.index) });
			at = TOKEN.lastIndex = end.lastIndex;
		} else {
			tokens.push({ kind: 'tag', text: match[2].trim() });
		}
	}
	addText(source.slice(at));
	return tokens;
}

const FILTERS: Record<string, (value: string, argument: string) => string> = {
	upcase: (value) => value.toUpperCase(),
	downcase: (value) => value.toLowerCase(),
	capitalize: (value) => value.charAt(0).toUpperCase() + value.slice(1).toLowerCase(),
	strip: (value) => value.trim(),
	append: (value, argument) => value + argument,
	prepend: (value, argument) => argument + value,
	default: (value, argument) => value || argument,
	size: (value) => String(value.length),
};

function show(value: Value): string {
	return value === null || value === undefined || typeof value === 'object' ? '' : String(value);
}

function evaluate(expression: string, drops: Drops): Value {
	const text = expression.trim();
	const quoted = /^"([^"]*)"$|^'([^']*)'$/.exec(text);
	if (quoted) return quoted[1] ?? quoted[2];
	if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
	if (text === 'true' || text === 'false') return text === 'true';
	let value: Value = drops;
	for (const part of text.split('.')) {
		const inside: Value = typeof value === 'object' && value !== null ? value : {};
		value = Object.hasOwn(inside, part) ? inside[part] : undefined;
	}
	return value;
}

function output(text: string, drops: Drops): Value {
	const [expression, ...filters] = text.match(/(?:"[^"]*"|'[^']*'|[^|])+/g) ?? [''];
	return filters.reduce<Value>(
		(value, filter) => {
			const [, name, argument] = /^\s*(\w+)\s*(?::\s*(.*?)\s*)?$/s.exec(filter) ?? [];
			const apply = FILTERS[name ?? ''];
			return apply ? apply(show(value), argument ? show(evaluate(argument, drops)) : '') : value;
		},
		evaluate(expression, drops),
	);
}

function test(condition: string, drops: Drops): boolean {
	const [, left, operator, right] = /^(.*?)\s*(==|!=|<>)\s*(.*)$/s.exec(condition) ?? [];
	if (operator === undefined) {
		const value = evaluate(condition, drops);
		return value !== undefined && value !== null && value !== false;
	}
	const same = show(evaluate(left, drops)) === show(evaluate(right, drops));
	return operator === '==' ? same : !same;
}

/** Renders tokens up to a closing tag; `active` is false inside a branch that is not taken. */
function render(tokens: Token[], drops: Drops, active: boolean, end?: string): string {
	let out = '';
	for (let token = tokens.shift(); token; token = tokens.shift()) {
		if (token.kind === 'text') {
			if (active) out += token.text;
			continue;
		}
		if (token.kind === 'output') {
			if (active) out += show(output(token.text, drops));
			continue;
		}
		const [, name, rest] = /^(\w*)\s*([\s\S]*)$/.exec(token.text) ?? ['', '', ''];
		if (end && (name === end || ['else', 'elsif'].includes(name))) {
			tokens.unshift(token);
			return out;
		}
		out += tag(name, rest, tokens, drops, active);
	}
	if (end) throw new SyntaxFault(`${end} is missing`);
	return out;
}

function tag(name: string, rest: string, tokens: Token[], drops: Drops, active: boolean): string {
	if (name === 'assign') {
		const [, variable, value] = /^([\w-]+)\s*=\s*([\s\S]+)$/.exec(rest) ?? [];
		if (variable === undefined) throw new SyntaxFault('assign');
		if (active) drops[variable] = output(value, drops);
		return '';
	}
	if (name === 'comment') {
		render(tokens, drops, false, 'endcomment');
		tokens.shift();
		return '';
	}
	if (name !== 'if' && name !== 'unless') throw new SyntaxFault(`Unknown tag '${name}'`);
	return branches(test(rest, drops) === (name === 'if'), `end${name}`, tokens, drops, active);
}

function branches(first: boolean, end: string, tokens: Token[], drops: Drops, active: boolean) {
	let taken = first;
	let out = render(tokens, drops, active && first, end);
	for (;;) {
		const [, name, rest] = /^(\w*)\s*([\s\S]*)$/.exec(tokens.shift()?.text ?? '') ?? ['', '', ''];
		if (name === end) return out;
		const now = !taken && (name === 'else' || test(rest, drops));
		out += render(tokens, drops, active && now, end);
		taken ||= now;
	}
}

/**
 * Outgoing text as the server stores it: rendered as a Liquid template, code in backquotes left
 * alone, and left as typed when the template is broken (chatwoot.md [480, 481]).
 */
export function renderLiquid(content: string, drops: Drops): string {
	try {
		const source = content.replace(/`(.*?)`/gs, '{% raw %}`$1`{% endraw %}');
		return render(tokenize(source), { ...drops }, true);
	} catch (error) {
		if (error instanceof SyntaxFault) return content;
		throw error;
	}
}
