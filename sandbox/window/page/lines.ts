import type { Line, SharedFile } from '../shown/types';
import { followEnd, h, List } from './dom';
import type { Part } from './dom';
import { link, markdown } from './markdown';

/** What is said in a chat, as a log that screen readers follow. */
export class Lines {
	readonly element: HTMLElement;
	private readonly list: List<Line>;

	/** `isOwn`: whether a line stands on the right, as one's own do. */
	constructor(label: string, isOwn: (line: Line) => boolean, empty: string) {
		const rows = h('ol');
		this.element = h(
			'div',
			{ class: 'lines', role: 'log', 'aria-label': label, tabindex: 0 },
			rows,
			h('p', { class: 'empty' }, empty),
		);
		this.list = new List(
			rows,
			({ id }) => id,
			() => linePart(isOwn),
		);
	}

	show(lines: Line[]): void {
		followEnd(this.element, () => this.list.show(lines));
		this.element.classList.toggle('is-empty', lines.length === 0);
	}
}

function linePart(isOwn: (line: Line) => boolean): Part<Line> {
	const element = h('li');
	return {
		element,
		show: (line) => {
			element.className = `line by-${line.by}${isOwn(line) ? ' own' : ''}`;
			element.replaceChildren(...contentOf(line));
		},
	};
}

/** Who wrote, when, what, with which files. */
export function contentOf({ author, by, at, text, files }: Line): HTMLElement[] {
	const words = h('div', { class: 'words' });
	words.append(markdown(text));
	if (by === 'log') return [words];
	return [byline(author, by, at), words, ...files.map(fileElement)];
}

export function byline(author: string, by: Line['by'], at: number): HTMLElement {
	const time = new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
	return h(
		'p',
		{ class: 'byline' },
		h('b', {}, author || 'Chatwoot'),
		by === 'note' && h('span', { class: 'tag' }, 'private note'),
		h('time', { datetime: new Date(at).toISOString() }, time),
	);
}

export function fileElement({ name, url, isImage }: SharedFile): HTMLElement {
	const anchor = link(url, name);
	if (isImage && typeof anchor !== 'string') {
		anchor.replaceChildren(h('img', { src: url, alt: name, loading: 'lazy' }));
	}
	return h('p', { class: 'file' }, anchor);
}
