import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { narrowed } from '../../shared/locator';
import type { RecordKind } from '../actions/kinds/kind';
import type { Resource } from '../actions/operation/types';
import { chosenAccount } from './account';
import { pickerResults } from './picker-results';

type Picker = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/** The methods behind "From List" for all kinds whose list comes without pages. */
export function pickersOf(resources: Resource[]): Record<string, Picker> {
	const kinds = resources.flatMap(({ kind }) => (kind && 'picker' in kind ? [kind] : []));
	return Object.fromEntries(
		kinds.map((kind) => [kind.listMethod, pickerOf(kind as RecordKind<IDataObject>)]),
	);
}

function pickerOf({ records, picker: { entry, nothing } }: RecordKind<IDataObject>): Picker {
	return async function search(filter) {
		const items = (await records(await chosenAccount(this)).list()).map(entry);
		return nothing ? pickerResults(this, items, filter, nothing) : narrowed(items, filter);
	};
}
