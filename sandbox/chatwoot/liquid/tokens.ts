import type { TopLevelToken } from 'liquidjs';
import { defaultOptions, Tokenizer } from 'liquidjs';
import { laxOutput } from './lax';

/** A template that cannot be parsed. */
export class SyntaxFault extends Error {}

/** Where Ruby's Liquid cuts a template: tags, variables (one brace may close them), stray openings. */
const PIECES = /(\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}?|\{%|\{\{)/;
const TAG = /^\{%-?\s*(\w+|#)\s*([\s\S]*?)-?%\}$/;
const VARIABLE = /^\{\{-?([\s\S]*?)-?\}\}$/;

/** 5.4.0 knows no dash at the opening of the tag that ends a raw block (Shopify/liquid 1683). */
const END_OF_RAW = /^([\s\S]*)\{%\s*(\w+)\s*[\s\S]*?%\}$/;

/**
 * The tokens of a template as Ruby's Liquid 5.4.0 sees them, which Chatwoot 4.15.1 runs: it cuts the
 * text first and looks for raw blocks among the pieces, a dash trims the text beside it.
 */
export function tokenize(source: string): TopLevelToken[] {
	const pieces = source.split(PIECES).filter((piece) => piece !== '');
	const out: TopLevelToken[] = [];
	let text = '';
	let isTrimming = false;
	const endText = () => {
		if (text !== '') out.push(asText(text));
		text = '';
	};
	for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
		if (!/^\{[{%]/.test(piece)) {
			text = isTrimming ? piece.trimStart() : piece;
			isTrimming = false;
			continue;
		}
		if (piece[2] === '-') text = text.trimEnd();
		endText();
		isTrimming = piece.at(-3) === '-';
		out.push(...(piece.startsWith('{{') ? [variable(piece)] : tag(piece, pieces)));
	}
	endText();
	return out;
}

function asText(text: string): TopLevelToken {
	return new Tokenizer(text).readHTMLToken([]);
}

function variable(piece: string): TopLevelToken {
	const markup = VARIABLE.exec(piece)?.[1];
	if (markup === undefined) throw new SyntaxFault(`${piece} is not terminated`);
	return laxOutput(markup);
}

function tag(piece: string, rest: string[]): TopLevelToken[] {
	const parts = TAG.exec(piece);
	if (!parts) throw new SyntaxFault(`${piece} is not terminated`);
	const [, name, markup] = parts;
	if (name !== 'raw') return [new Tokenizer(piece).readTagToken(defaultOptions)];
	if (markup.trim() !== '') throw new SyntaxFault('raw takes no arguments');
	return [asText(rawBody(rest))];
}

/** Everything up to the end of a raw block; the piece that ends it can start with text. */
function rawBody(rest: string[]): string {
	let body = '';
	for (let piece = rest.shift(); piece !== undefined; piece = rest.shift()) {
		const [, before, name] = END_OF_RAW.exec(piece) ?? [];
		if (name === 'endraw') return body + before;
		body += piece;
	}
	throw new SyntaxFault('raw was never closed');
}
