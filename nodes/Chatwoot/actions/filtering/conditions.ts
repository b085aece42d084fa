import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/json';
import { quote } from '../../../shared/text';
import type { FilterModel } from '../../api/filter-models';
import { buildFilter, needsDefinitions } from '../../api/filters';
import type { PayloadRow } from '../../api/filter-order';
import type { FilterProblem, FilterRow } from '../../api/filters';
import type { AccountApi } from '../../api';
import { CUSTOM } from './condition-names';
import type { ChatwootParameters } from '../parameters/parameters';

/** The conditions of the item. Refused when there are none, because that would match everything. */
export function conditionsFrom(param: ChatwootParameters): FilterRow[] {
	const path = conditionsPath(param);
	const rows = path === 'conditionsJson' ? jsonRows(param) : typedRows(param);
	if (rows.length === 0) {
		param.refuse(path, 'has no rows', 'Add at least one: without any, Chatwoot gives everything.');
	}
	return rows;
}

/** The parameter that holds the conditions. */
function conditionsPath(param: ChatwootParameters): 'conditions' | 'conditionsJson' {
	const mode = param.choice('conditionsMode', ['json', 'rows']);
	return mode === 'json' ? 'conditionsJson' : 'conditions';
}

function typedRows(param: ChatwootParameters): FilterRow[] {
	const joint = param.choice('combine', ['AND', 'OR']);
	const rows = (param.optionalList('conditions.row') ?? []) as IDataObject[];
	return rows.map(({ attribute, key, operator, value }, index) => {
		const name = String(attribute ?? '').trim();
		if (name === CUSTOM && String(key ?? '').trim() === '') {
			param.refuse(`conditions.row[${index}].key`, 'is empty');
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
	const given = param.optionalJson('conditionsJson');
	const wrapped = isObject(given) && 'payload' in given ? given.payload : given;
	if (wrapped === undefined) return [];
	if (!Array.isArray(wrapped)) {
		return param.refuse('conditionsJson', 'should be a JSON list of rows');
	}
	return wrapped.map((row: unknown, index) => {
		const place = `row ${index + 1}`;
		if (!isObject(row))
			return param.refuse('conditionsJson', `should hold objects, but ${place} is not one`);
		const joint = String(row.query_operator ?? 'AND').toUpperCase();
		if (joint !== 'AND' && joint !== 'OR') {
			param.refuse(
				'conditionsJson',
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
 * The rows as the server takes them; refused where it would fail or find the wrong records.
 * Requests the definitions of custom attributes when a row needs them.
 */
export async function payloadOf(
	param: ChatwootParameters,
	{ attributes }: AccountApi,
	model: FilterModel,
	rows: FilterRow[],
): Promise<PayloadRow[]> {
	const definitions = needsDefinitions(model, rows) ? await attributes.of(model.definitions) : [];
	const built = buildFilter(model, rows, definitions, {
		moment: new Date(),
		timeZone: param.timeZone,
	});
	if ('payload' in built) return built.payload;
	return refuseRow(param, built);
}

/** The editor counts the rows; in JSON the problem has to say which one it is. */
export function refuseRow(
	param: ChatwootParameters,
	{ row, problem, wayOut }: FilterProblem,
): never {
	const path = conditionsPath(param);
	return path === 'conditions'
		? param.refuse(`${path}.row[${row}]`, problem, wayOut)
		: param.refuse(path, `row ${row + 1} ${problem}`, wayOut);
}
