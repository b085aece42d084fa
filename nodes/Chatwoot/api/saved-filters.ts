import type { IDataObject } from 'n8n-workflow';
import type { Result } from '../../shared/request';
import type { AccountPlace } from './account-part';
import type { PayloadRow } from './filter-order';
import { RecordsApi } from './records';

/** The records that saved filters exist for. */
export const FILTERED = ['contact', 'conversation'] as const;

/** A folder of conversations or a segment of contacts, as the dashboard calls them (chatwoot.md §9). */
export interface SavedFilter extends IDataObject {
	id: number;
	name: string;
	filter_type: (typeof FILTERED)[number];
	/** In the form of the server's filters. */
	query: { payload?: PayloadRow[] } & IDataObject;
}

/** Filters saved by the token's user; those of others are not visible. */
export class SavedFiltersApi extends RecordsApi<SavedFilter> {
	constructor(place: AccountPlace) {
		super(place, {
			noun: 'saved filter',
			path: 'custom_filters',
			bodyKey: 'custom_filter',
			isOnlyListed: true,
		});
	}

	/** Without a kind, the server lists only those for conversations (chatwoot.md [796]). */
	protected override async ask(): Promise<Result<SavedFilter[]>> {
		const all: SavedFilter[] = [];
		for (const filter_type of FILTERED) {
			const result = await super.ask({ filter_type });
			if ('error' in result) return result;
			all.push(...result.body);
		}
		return { body: all };
	}
}
