import type { TopLevelToken } from 'liquidjs';
import { Tokenizer } from 'liquidjs';

const QUOTED = `"[^"]*"|'[^']*'`;
const FRAGMENT = `(?:${QUOTED}|(?:[^\\s,|'"]|${QUOTED})+)`;
const FIRST = new RegExp(`(${FRAGMENT})([\\s\\S]*)`);
const FILTERS = new RegExp(`(?:\\s+|${QUOTED}|[^|"'])+`, 'g');
const ARGUMENTS = new RegExp(`(?:[:,]\\s*)((?:\\w+\\s*:\\s*)?${FRAGMENT})`, 'g');

/**
 * A variable as Ruby's Liquid reads it when it is not strict: the first word counts, filters follow
 * a bar, everything else is skipped; what is no expression is nothing.
 */
export function laxOutput(markup: string): TopLevelToken {
	const [, name = 'nil', after = ''] = FIRST.exec(markup) ?? [];
	const [, chain = ''] = /\|\s*([\s\S]*)/.exec(after) ?? [];
	const filters = (chain.match(FILTERS) ?? []).flatMap((part) => {
		const [filter] = /\w+/.exec(part) ?? [];
		const values = [...part.matchAll(ARGUMENTS)].map(([, value]) => value);
		return filter === undefined ? [] : `${filter}${values.length ? `: ${values.join(', ')}` : ''}`;
	});
	const expression = [name, ...filters].join(' | ');
	return new Tokenizer(`{{ ${isReadable(expression) ? expression : 'nil'} }}`).readOutputToken();
}

function isReadable(expression: string): boolean {
	if (!/^[\w"'[(-]/.test(expression)) return false;
	try {
		new Tokenizer(expression).readFilteredValue();
		return true;
	} catch {
		return false;
	}
}
