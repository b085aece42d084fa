import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { AccountApi } from '../../api';
import { contactFilters, conversationFilters } from '../../api/filter-models';
import type { FilterModel } from '../../api/filter-models';
import type { SavedFilter } from '../../api/saved-filters';
import { conditionFields } from '../filtering/condition-fields';
import { conditionsFrom, payloadOf, refuseRow } from '../filtering/conditions';
import type { ChatwootParameters } from '../parameters/parameters';

type FilterType = SavedFilter['filter_type'];

const MODELS: Record<FilterType, FilterModel> = {
	contact: contactFilters,
	conversation: conversationFilters,
};

/** Conditions on what the parameter `filterType` says. */
export const savedConditionFields: INodeProperties[] = Object.entries(MODELS).flatMap(
	([type, model]) => conditionFields(model, { filterType: [type] }),
);

/** Refuses conditions that cannot be saved, before any request. */
export function checkConditions(param: ChatwootParameters): void {
	const row = conditionsFrom(param).findIndex(({ operator }) => operator === 'days_before');
	if (row < 0) return;
	refuseRow(param, {
		row,
		problem: 'counts days from today, which Chatwoot cannot do in a saved filter',
		wayOut: 'Compare with a date, or choose Get Many > List By > Filter.',
	});
}

/**
 * The conditions as the dashboard saves them. It also applies them by itself when a conversation
 * changes, and then takes "and" only in small letters and IDs only as numbers (chatwoot.md §9).
 */
export async function savedQuery(
	param: ChatwootParameters,
	api: AccountApi,
	type: FilterType,
): Promise<IDataObject> {
	const model = MODELS[type];
	const rows = await payloadOf(param, api, model, conditionsFrom(param));
	return {
		payload: rows.map(({ attribute_key, values, query_operator, ...row }) => ({
			...row,
			attribute_key,
			values: model.standard[attribute_key] === 'record' ? values.map(Number) : values,
			query_operator: query_operator?.toLowerCase() ?? null,
		})),
	};
}
