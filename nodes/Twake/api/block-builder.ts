import type { IDataObject } from 'n8n-workflow';

export interface Choice {
	text?: string;
	value?: string;
}

/** A button or menu as filled in. */
export interface ElementRow {
	type?: string;
	text?: string;
	actionId?: string;
	style?: string;
	choices?: { choice?: Choice[] };
}

/** A block as filled in. */
export interface BlockRow {
	type?: string;
	text?: string;
	/** One per line. */
	fields?: string;
	label?: string;
	value?: string;
	actionId?: string;
	imageUrl?: string;
	elements?: { element?: ElementRow[] };
}

/**
 * The builder's rows as blocks of the API. Whether a block is complete is checked by
 * `blockProblem`: empty fields are left out here.
 */
export function buildBlocks(rows: BlockRow[]): IDataObject[] {
	return rows.flatMap(buildBlock);
}

function buildBlock(row: BlockRow): IDataObject[] {
	const elements = (row.elements?.element ?? []).map(buildElement);
	switch (row.type) {
		case 'header':
			return [{ type: 'header', ...part('text', label(row.text)) }];
		case 'context':
			return [{ type: 'context', elements: row.text ? [markdown(row.text)] : [] }];
		case 'image':
			return [{ type: 'image', ...part('image_url', row.imageUrl), alt_text: row.text ?? '' }];
		case 'actions':
			return [{ type: 'actions', elements }];
		case 'input':
			return [input(row, { action_id: row.actionId ?? '' })];
		case 'copy':
			return [input(row, { initial_value: row.value ?? '', readonly: true, copiable: true })];
		default:
			return section(row, elements);
	}
}

/**
 * A section holds a picture or one element beside its text; further elements go into a row below
 * it.
 */
function section(row: BlockRow, elements: IDataObject[]): IDataObject[] {
	const lines = (row.fields ?? '').split('\n').filter((line) => line.trim() !== '');
	const fields = lines.map(markdown) as IDataObject[];
	const only = elements.length === 1 ? elements[0] : undefined;
	const beside: IDataObject | undefined = row.imageUrl
		? { type: 'image', image_url: row.imageUrl, alt_text: '' }
		: only;
	const below = elements.filter((element) => element !== beside);
	const block: IDataObject = {
		type: 'section',
		...part('text', markdown(row.text)),
		...(fields.length > 0 && { fields }),
		...part('accessory', beside),
	};
	return below.length > 0 ? [block, { type: 'actions', elements: below }] : [block];
}

function input(row: BlockRow, element: IDataObject): IDataObject {
	return {
		type: 'input',
		...part('label', label(row.label)),
		element: { type: 'plain_text_input', ...element },
	};
}

function buildElement(row: ElementRow): IDataObject {
	const type = row.type ?? 'button';
	const action = { type, action_id: row.actionId ?? '' };
	if (type === 'button') {
		return { ...action, ...part('text', label(row.text)), style: row.style ?? 'default' };
	}
	const options = (row.choices?.choice ?? []).map(({ text, value }) => ({
		...part('text', label(text)),
		value: value || text || '',
	}));
	return { ...action, options };
}

function label(text: string | undefined): IDataObject | undefined {
	return text ? { type: 'plain_text', text } : undefined;
}

function markdown(text: string | undefined): IDataObject | undefined {
	return text ? { type: 'mrkdwn', text } : undefined;
}

function part(name: string, value: unknown): IDataObject {
	return value ? { [name]: value } : {};
}
