import type { Block, Element } from '../shown/types';
import { h } from './dom';
import { markdown } from './markdown';

/** Sends a click with what the fields of the message hold. */
export type Press = (action: string, form: Record<string, string>) => void;

/** The blocks of a message, as Twake's client shows them. */
export function blocksElement(blocks: Block[], press: Press): HTMLElement {
	const element = h('div', { class: 'blocks' });
	const pressed: Press = (action, chosen) => {
		const fields = Array.from(element.querySelectorAll<HTMLInputElement>('input[data-action]'));
		const filled = fields.map((field) => [field.dataset.action ?? '', field.value]);
		press(action, { ...(Object.fromEntries(filled) as Record<string, string>), ...chosen });
	};
	element.append(...blocks.map((block) => blockElement(block, pressed)));
	return element;
}

function blockElement(block: Block, press: Press): HTMLElement {
	switch (block.type) {
		case 'header':
			return h('p', { class: 'block-header' }, block.text);
		case 'context':
			return words('block-context', block.text);
		case 'section':
			return h(
				'div',
				{ class: 'block-section' },
				block.text !== '' && words('words', block.text),
				...block.fields.map((text) => words('field', text)),
				...block.elements.map((each) => elementOf(each, press)),
			);
		case 'actions':
			return h('p', { class: 'actions' }, ...block.elements.map((each) => elementOf(each, press)));
		case 'input':
			return inputElement(block);
		case 'image':
			return h('p', { class: 'file' }, h('img', { src: block.url, alt: block.text }));
	}
}

function inputElement({
	label,
	action,
	value,
	isReadonly,
}: Block & { type: 'input' }): HTMLElement {
	const field = h('input', { 'data-action': action, readonly: isReadonly });
	field.value = value;
	return h('label', { class: 'block-input' }, label, field);
}

function elementOf(element: Element, press: Press): HTMLElement {
	if (element.type === 'picture') return h('img', { src: element.url, alt: element.text });
	if (element.type === 'button') {
		const button = h('button', { type: 'button', class: `is-${element.style}` }, element.text);
		button.addEventListener('click', () => press(element.action, {}));
		return button;
	}
	const options = element.options.map(({ text, value }) => h('option', { value }, text));
	const menu = h('select', { 'aria-label': 'Choose' }, h('option', { value: '' }, ''), ...options);
	menu.addEventListener('change', () => press(element.action, { [element.action]: menu.value }));
	return menu;
}

function words(name: string, text: string): HTMLElement {
	const element = h('div', { class: name });
	element.append(markdown(text));
	return element;
}
