import type { IDataObject } from 'n8n-workflow';
import { quote } from '../../../shared/text';
import type { FilterModel } from '../../api/filter-models';
import { buildFilter, needsDefinitions } from '../../api/filters';
import type { FilterRow, PayloadRow } from '../../api/filters';
import type { AccountApi } from '../../api';
import { CUSTOM } from './filter-rows';
import type { ChatwootParameters } from '../parameters/parameters';

/** The rows of the item's filter. Refused when there is none: it would find everything. */
export function filterRowsFrom(param: ChatwootParameters): FilterRow[] {
	const mode = param.choice('filterMode', ['json', 'rows']);
	const path = mode === 'json' ? 'filterJson' : 'filters';
	const rows = mode === 'json' ? jsonRows(param) : typedRows(param);
	if (rows.length === 0) {
		param.refuse(path, 'has no rows', 'Add at least one: without any, Chatwoot gives everything.');
	}
	return rows;
}

function typedRows(param: ChatwootParameters): FilterRow[] {
	const joint = param.choice('combine', ['AND', 'OR']);
	const rows = (param.optionalList('filters.row') ?? []) as IDataObject[];
	return rows.map(({ attribute, key, operator, value }, index) => {
		const name = String(attribute ?? '').trim();
		if (name === CUSTOM && String(key ?? '').trim() === '') {
			param.refuse('filters', `row ${index + 1} names no custom attribute`);
		}
		return {
			attribute: name === CUSTOM ? String(key).trim() : name,
			operator: String(operator ?? '').trim(),
			value,
			joint,
		};
	});
}

function jsonRows(param: ChatwootParameters): FilterRow[] {
	const given = param.optionalJson('filterJson');
	const wrapped = isObject(given) && 'payload' in given ? given.payload : given;
	if (wrapped === undefined) return [];
	if (!Array.isArray(wrapped)) {
		return param.refuse('filterJson', 'should be a JSON list of rows');
	}
	return wrapped.map((row: unknown, index) => {
		const place = `row ${index + 1}`;
		if (!isObject(row))
			return param.refuse('filterJson', `should hold objects, but ${place} is none`);
		const joint = String(row.query_operator ?? 'AND').toUpperCase();
		if (joint !== 'AND' && joint !== 'OR') {
			param.refuse(
				'filterJson',
				`has the query_operator ${quote(joint)} in ${place}: AND or OR are possible`,
			);
		}
		return {
			attribute: String(row.attribute_key ?? ''),
			operator: String(row.filter_operator ?? ''),
			value: row.values,
			joint,
		};
	});
}

/**
 * The rows as the server takes them; refused where it would fail or find the wrong things. Asks for
 * the definitions of custom attributes when a row needs them.
 */
export async function filterPayload(
	param: ChatwootParameters,
	{ attributes }: AccountApi,
	model: FilterModel,
	rows: FilterRow[],
): Promise<PayloadRow[]> {
	const definitions = needsDefinitions(model, rows) ? await attributes.of(model.definitions) : [];
	const built = buildFilter(model, rows, definitions, new Date());
	if ('payload' in built) return built.payload;
	const path = param.choice('filterMode', ['json', 'rows']) === 'json' ? 'filterJson' : 'filters';
	return param.refuse(path, `row ${built.row + 1} ${built.problem}`, built.wayOut);
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
