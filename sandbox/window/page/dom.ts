type Child = Node | string | undefined | false;
type Attributes = Record<string, string | number | boolean | undefined>;

/** An element; children that are text stay text, whoever wrote them. */
export function h<K extends keyof HTMLElementTagNameMap>(
	tag: K,
	attributes: Attributes = {},
	...children: Child[]
): HTMLElementTagNameMap[K] {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (value === true) element.setAttribute(name, '');
		else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
	}
	element.append(...children.filter((child) => child !== undefined && child !== false));
	return element;
}

export function byId(id: string): HTMLElement {
	return document.getElementById(id)!;
}

/** Fills in what stands beside the title of a section. */
export function describe(section: string, text: string): void {
	byId(`${section}-title`).querySelector('small')!.textContent = text;
}

/** An element that stays while what it shows changes. */
export interface Part<T> {
	element: HTMLElement;
	show(value: T): void;
}

interface Kept<T> {
	part: Part<T>;
	json: string;
}

/**
 * Shows a list in `parent`: one part for each key, which stays as long as the key does, so that
 * focus, what is being written and screen readers are not disturbed.
 */
export class List<T> {
	private readonly kept = new Map<string, Kept<T>>();

	constructor(
		private readonly parent: HTMLElement,
		private readonly key: (value: T) => string,
		private readonly make: (value: T) => Part<T>,
	) {}

	/** Returns whether anything changed. */
	show(values: T[]): boolean {
		let isChanged = false;
		const keys = new Set(values.map(this.key));
		for (const [key, { part }] of this.kept) {
			if (keys.has(key)) continue;
			part.element.remove();
			this.kept.delete(key);
			isChanged = true;
		}
		values.forEach((value, index) => {
			const { part, isNew } = this.partFor(value);
			isChanged ||= isNew;
			const there = this.parent.children.item(index);
			if (there !== part.element) this.parent.insertBefore(part.element, there);
		});
		return isChanged;
	}

	private partFor(value: T): { part: Part<T>; isNew: boolean } {
		const key = this.key(value);
		const json = JSON.stringify(value);
		const kept = this.kept.get(key);
		if (kept?.json === json) return { part: kept.part, isNew: false };
		const part = kept?.part ?? this.make(value);
		part.show(value);
		this.kept.set(key, { part, json });
		return { part, isNew: true };
	}
}

/** Whether somebody who reads a scrolled element is at its end, so that new lines may move it. */
export function followEnd(scrolled: HTMLElement, change: () => void): void {
	const isAtEnd = scrolled.scrollHeight - scrolled.scrollTop - scrolled.clientHeight < 80;
	change();
	if (isAtEnd) scrolled.scrollTop = scrolled.scrollHeight;
}
