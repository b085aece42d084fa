import type { INodeListSearchItems, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

export interface LocatorOptions {
	displayName: string;
	name: string;
	description: string;
	/** The list search method behind "From List"; none when the service has no list. */
	list?: { method: string; searchable?: boolean };
	/** An example of an ID. */
	id: string;
	/** An example of an address that people can paste from their browser. */
	url?: string;
	required?: boolean;
	/** What an ID looks like, checked while typing. */
	pattern?: { regex: string; errorMessage: string };
}

/** A parameter that takes a thing from a list, by ID or by pasted address. */
export function locator(options: LocatorOptions): INodeProperties {
	const { displayName, name, description, list, id, url, required, pattern } = options;
	const validation = pattern && [{ type: 'regex', properties: pattern }];
	const modes: INodeProperties['modes'] = [];
	if (list) {
		modes.push({
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: list.method, searchable: list.searchable ?? true },
		});
	}
	modes.push({ displayName: 'By ID', name: 'id', type: 'string', placeholder: id, validation });
	if (url) {
		modes.push({ displayName: 'By URL', name: 'url', type: 'string', placeholder: url });
	}
	const value = { mode: list ? 'list' : 'id', value: '' };
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: value,
		required,
		description,
		modes,
	};
}

/** Entries of a picker whose list comes whole: narrowed by what was typed, in the order of names. */
export function narrowed(items: INodeListSearchItems[], filter?: string): INodeListSearchResult {
	const wanted = filter?.trim().toLowerCase() ?? '';
	const results = items
		.filter(({ name }) => name.toLowerCase().includes(wanted))
		.sort((one, other) => one.name.localeCompare(other.name));
	return { results };
}
