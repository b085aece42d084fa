import type { IDataObject } from 'n8n-workflow';
import type { Hint } from '../../../shared/hints';
import { cleanText, quote } from '../../../shared/text';
import { buildBlocks } from '../../api/block-builder';
import type { BlockRow } from '../../api/block-builder';
import { blockProblem } from '../../api/blocks';
import { isEscaped } from '../../../shared/escaped-expressions';
import { withEscapes } from '../content/escaped';
import type { TwakeParameters } from '../operation/parameters';
import { rowProblem } from './row-problems';

/** The blocks from the builder or from JSON; undefined when the message has none. */
export function readBlocks(param: TwakeParameters, hint: Hint): IDataObject[] | undefined {
	const mode = param.optionalChoice('blocksMode', ['none', 'builder', 'json']) ?? 'none';
	if (mode === 'none') return undefined;
	return mode === 'json' ? blocksOfJson(param, hint) : builtBlocks(param);
}

function builtBlocks(param: TwakeParameters): IDataObject[] {
	const rows = blockRows(param);
	const problem = rowProblem(rows);
	if (problem !== undefined) param.refuseAs(problem);
	return buildBlocks(rows);
}

function blocksOfJson(param: TwakeParameters, hint: Hint): IDataObject[] {
	const blocks = param.optionalList('blocksJson') ?? [];
	const drop = param.optionalText('brokenBlocks') === 'drop';
	return blocks.filter((block, index) => {
		const problem = blockProblem(block);
		if (!problem) return true;
		const sentence = `block ${index + 1} ${problem}`;
		if (!drop) param.refuse('blocksJson', `cannot be shown: ${sentence}`);
		hint(`Left out of a message: ${sentence}`, 'warning');
		return false;
	}) as IDataObject[];
}

/** The builder's rows, with every field turned into text, whatever its expression yields. */
function blockRows(param: TwakeParameters): BlockRow[] {
	const filled = (value: unknown, key: string): unknown => {
		if (LISTS.includes(key)) return [value ?? []].flat().map((row) => mapValues(row, filled));
		if (GROUPS.includes(key)) return mapValues(value, filled);
		if (value === undefined || value === null) return undefined;
		if (typeof value !== 'object') return cleanText(String(value));
		return param.refuse('blocks', `holds ${quote(value)} where text should be (${key})`);
	};
	const rows = filled(param.value('blocks.block'), 'block') as BlockRow[];
	return isEscaped(param) ? rows.map((row, index) => escapedRow(param, row, index)) : rows;
}

/** Sections and small print are Markdown, everything else is plain text. */
function escapedRow(param: TwakeParameters, row: BlockRow, index: number): BlockRow {
	if (!['section', 'context'].includes(row.type ?? 'section')) return row;
	const raw = [param.raw('blocks.block')].flat()[index] as Partial<BlockRow> | undefined;
	const escaped = (key: 'text' | 'fields') => {
		const text = row[key];
		return text === undefined ? {} : { [key]: withEscapes(param, raw?.[key], text) };
	};
	return { ...row, ...escaped('text'), ...escaped('fields') };
}

/** The nested lists of the block builder, and the groups around them. */
const LISTS = ['block', 'element', 'choice'];
const GROUPS = ['elements', 'choices'];

function mapValues(row: unknown, map: (value: unknown, key: string) => unknown): IDataObject {
	const entries = Object.entries(typeof row === 'object' && row !== null ? row : {});
	return Object.fromEntries(entries.map(([key, value]) => [key, map(value, key)])) as IDataObject;
}
