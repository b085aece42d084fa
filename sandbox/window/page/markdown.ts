/**
 * The little Markdown that both chats show: bold, italic, code, links, line breaks; a backslash
 * takes the meaning from what follows it. Everything else stays text.
 */
const MARK =
	/\\(?<literal>[\\`*_~[\]<>|#+=\-.)&])|\*\*(?<bold>[^*]+)\*\*|(?<![\p{L}\p{N}])[*_](?<italic>[^*_\n]+)[*_](?![\p{L}\p{N}])|`(?<code>[^`\n]+)`|\[(?<label>[^\]\n]*)\]\((?<target>https?:[^)\s]+)\)|(?<url>https?:\/\/[^\s<>)\]]+)|(?<line>\n)/gu;

export function markdown(text: string): DocumentFragment {
	const fragment = document.createDocumentFragment();
	let from = 0;
	for (const match of text.matchAll(MARK)) {
		fragment.append(text.slice(from, match.index), pieceOf(match.groups!));
		from = match.index + match[0].length;
	}
	fragment.append(text.slice(from));
	return fragment;
}

function pieceOf(found: Record<string, string | undefined>): Node | string {
	if (found.line !== undefined) return document.createElement('br');
	if (found.bold !== undefined) return wrapped('strong', found.bold);
	if (found.italic !== undefined) return wrapped('em', found.italic);
	if (found.code !== undefined) return wrapped('code', found.code);
	const target = found.target ?? found.url;
	return target === undefined ? (found.literal ?? '') : link(target, found.label ?? target);
}

function wrapped(tag: string, text: string): HTMLElement {
	const element = document.createElement(tag);
	if (tag === 'code') element.textContent = text;
	else element.append(markdown(text));
	return element;
}

/** Only web addresses: others could run something. */
export function link(url: string, text: string): HTMLAnchorElement | string {
	if (!/^https?:\/\//i.test(url)) return text;
	const element = document.createElement('a');
	element.href = url;
	element.target = '_blank';
	element.rel = 'noopener noreferrer';
	element.textContent = text;
	return element;
}
