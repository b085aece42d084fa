import type { INodeProperties } from 'n8n-workflow';
import type { AccountApi } from '../../api';
import type { PayloadRow } from '../../api/filter-order';
import type { SavedFilter } from '../../api/saved-filters';
import { locatorOf } from '../kinds/kind';
import type { ChatwootParameters } from '../parameters/parameters';
import { savedFilters } from './kind';

export const savedFilterOption = {
	name: 'Saved Filter',
	value: 'savedFilter',
	description: 'Those that match a filter saved in the dashboard',
};

export const savedFilterField: INodeProperties = {
	...locatorOf(savedFilters, 'The filter that the user of the access token has saved'),
	displayOptions: { show: { listBy: ['savedFilter'] } },
};

/** The conditions of the chosen filter; refused when it filters something else, or has none. */
export async function savedRows(
	param: ChatwootParameters,
	{ savedFilters: known }: AccountApi,
	wanted: SavedFilter['filter_type'],
): Promise<PayloadRow[]> {
	const { name, filter_type, query } = await known.get(param.id('savedFilter'));
	if (filter_type !== wanted) {
		param.refuse('savedFilter', `is a filter of ${filter_type}s: ${name}`);
	}
	const rows = query.payload ?? [];
	if (rows.length > 0) return rows;
	return param.refuse('savedFilter', `has no conditions: ${name}`, 'Everything would be found.');
}
