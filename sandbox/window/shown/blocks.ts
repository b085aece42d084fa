import { asList, asRecord, asText } from './json';
import type { Block, Element } from './types';

/**
 * The blocks of a message that Twake's web client shows; it leaves all others out (twake.md §9).
 * A message by the application may hold anything here.
 */
export function blocksIn(blocks: unknown): Block[] {
	return asList(blocks).flatMap((each) => blockIn(asRecord(each)));
}

function blockIn(block: Record<string, unknown>): Block[] {
	switch (block.type) {
		case 'header':
			return [{ type: 'header', text: wordsIn(block.text) }];
		case 'context':
			return [{ type: 'context', text: asList(block.elements).map(wordsIn).join(' ') }];
		case 'section':
			return [
				{
					type: 'section',
					text: wordsIn(block.text),
					fields: asList(block.fields).map(wordsIn),
					elements: elementsIn([block.accessory]),
				},
			];
		case 'actions':
			return [{ type: 'actions', elements: elementsIn(asList(block.elements)) }];
		case 'input':
			return inputIn(block);
		case 'image':
			return [{ type: 'image', url: asText(block.image_url), text: asText(block.alt_text) }];
		default:
			return [];
	}
}

function inputIn(block: Record<string, unknown>): Block[] {
	const element = asRecord(block.element);
	if (element.type !== 'plain_text_input') return [];
	const isReadonly = element.readonly === true;
	return [
		{
			type: 'input',
			label: wordsIn(block.label),
			action: asText(element.action_id),
			value: isReadonly ? asText(element.initial_value) : '',
			isReadonly,
		},
	];
}

const MENUS = ['static_select', 'multi_static_select', 'overflow', 'radio_buttons'];

function elementsIn(elements: unknown[]): Element[] {
	return elements.map(asRecord).flatMap((element): Element[] => {
		const action = asText(element.action_id);
		if (element.type === 'button') {
			const style = asText(element.style);
			return [{ type: 'button', action, text: wordsIn(element.text), style }];
		}
		if (element.type === 'image') {
			return [{ type: 'picture', url: asText(element.image_url), text: asText(element.alt_text) }];
		}
		if (!MENUS.includes(asText(element.type))) return [];
		const options = asList(element.options).map(asRecord);
		const choices = options.map(({ text, value }) => ({
			text: wordsIn(text),
			value: asText(value),
		}));
		return [{ type: 'menu', action, options: choices }];
	});
}

/** A bare string is not shown. */
const wordsIn = (text: unknown): string => asText(asRecord(text).text);
