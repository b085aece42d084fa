import type { BlockRow, ElementRow } from '../../api/block-builder';

/**
 * What is missing in the builder's rows, with the names of its fields: `Block 2, element 1: "Text"
 * is empty`. Undefined when the web client would show everything (twake.md §9).
 */
export function rowProblem(rows: BlockRow[]): string | undefined {
	const problems = rows.map((row, index) => {
		const problem = inBlock(row);
		return problem && `Block ${index + 1}${problem}`;
	});
	return problems.find((problem) => problem !== undefined);
}

function inBlock(row: BlockRow): string | undefined {
	const elements = row.elements?.element ?? [];
	switch (row.type ?? 'section') {
		case 'header':
		case 'context':
			return empty(row.text, 'Text');
		case 'image':
			return empty(row.imageUrl, 'Image URL');
		case 'input':
		case 'copy':
			return empty(row.label, 'Label');
		case 'actions':
			return empty(elements, 'Elements') ?? inElements(elements);
		default:
			return emptySection(row, elements) ?? inElements(elements);
	}
}

function emptySection({ text, fields, imageUrl }: BlockRow, elements: ElementRow[]) {
	const isFilled = [text, fields?.trim(), imageUrl].some(Boolean) || elements.length === 1;
	return isFilled ? undefined : empty(text, 'Text');
}

function inElements(elements: ElementRow[]): string | undefined {
	const problems = elements.map(({ type, text, choices }, index) => {
		const { choice = [] } = choices ?? {};
		const isButton = (type ?? 'button') === 'button';
		const problem = isButton
			? empty(text, 'Text')
			: (empty(choice, 'Choices') ?? inChoices(choice));
		return problem && `, element ${index + 1}${problem}`;
	});
	return problems.find((problem) => problem !== undefined);
}

function inChoices(choices: Array<{ text?: string }>): string | undefined {
	const index = choices.findIndex(({ text }) => !text);
	return index < 0 ? undefined : `, choice ${index + 1}: "Text" is empty`;
}

function empty(value: string | unknown[] | undefined, field: string): string | undefined {
	return value?.length ? undefined : `: "${field}" is empty`;
}
