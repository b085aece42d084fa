/**
 * What Chatwoot makes of outgoing text, after its model (app/models/concerns/liquidable.rb) and the
 * tokenizer of Ruby's Liquid 5.4: raw tags are put around backquotes, text constants are written
 * out, every other variable is unknown and vanishes, and a template that cannot be read stays as typed.
 */
export function renderedByServer(content: string): string {
	const source = content.replace(/`([\s\S]*?)`/g, '{% raw %}`$1`{% endraw %}');
	try {
		return render(source.split(/(\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}?|\{%|\{\{)/));
	} catch {
		return content;
	}
}

function render(tokens: string[]): string {
	let output = '';
	for (let token = tokens.shift(); token !== undefined; token = tokens.shift()) {
		if (token.startsWith('{%')) {
			if (!/^\{%-?\s*raw\s*-?%\}$/.test(token)) throw new Error('unknown or broken tag');
			output += raw(tokens);
		} else if (token.startsWith('{{')) {
			const variable = /^\{\{-?([\s\S]*?)-?\}\}$/.exec(token);
			if (!variable) throw new Error('variable was not properly terminated');
			output += /^\s*"([^"]*)"\s*$/.exec(variable[1])?.[1] ?? '';
		} else {
			output += token;
		}
	}
	return output;
}

function raw(tokens: string[]): string {
	let body = '';
	for (let token = tokens.shift(); token !== undefined; token = tokens.shift()) {
		const end = /^([\s\S]*)\{%-?\s*(\w+)\s*[\s\S]*?-?%\}$/.exec(token);
		if (end?.[2] === 'endraw') return body + end[1];
		body += token;
	}
	throw new Error('raw tag was never closed');
}
