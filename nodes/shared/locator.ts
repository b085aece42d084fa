import type {
	INodeListSearchItems,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyMode,
} from 'n8n-workflow';
import { byName } from './fields';

export interface LocatorOptions {
	displayName: string;
	name: string;
	description: string;
	/** The list search method behind "From List"; none when the service has no list. */
	list?: { method: string; searchable?: boolean };
	/** An example of an ID. */
	id: string;
	/** An example of a name by which people know it, for services whose names are unique. */
	alias?: string;
	/** An example of an address that people can paste from their browser. */
	url?: string;
	/** How people mostly give it, if not from the list. */
	usually?: 'id' | 'url';
	/** What an ID looks like, checked while typing. */
	pattern?: { regex: string; errorMessage: string };
}

/**
 * A parameter for choosing a record from a list, by ID or by a pasted address. Like all our
 * parameters never `required`: when the operation is an expression, n8n would demand the required
 * parameters of all operations at once. `Parameters` refuses empty ones instead.
 */
export function locator(options: LocatorOptions): INodeProperties {
	const { displayName, name, description, list, id, alias, url, pattern } = options;
	const usually = options.usually ?? (list ? 'list' : 'id');
	const modes = [
		...(list ? [listMode(list)] : []),
		textMode('By ID', 'id', id, pattern),
		...(alias ? [textMode('By Alias', 'alias', alias)] : []),
		...(url ? [textMode('By URL', 'url', url)] : []),
	];
	const isUsual = (each: INodePropertyMode) => each.name === usually;
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: usually, value: '' },
		description,
		modes: [...modes.filter(isUsual), ...modes.filter((each) => !isUsual(each))],
	};
}

function listMode({ method, searchable = true }: { method: string; searchable?: boolean }) {
	const typeOptions = { searchListMethod: method, searchable };
	return mode('From List', 'list', 'list', { typeOptions });
}

function textMode(
	displayName: string,
	name: string,
	placeholder: string,
	pattern?: LocatorOptions['pattern'],
) {
	const validation = pattern && [{ type: 'regex', properties: pattern }];
	return mode(displayName, name, 'string', { placeholder: `e.g. ${placeholder}`, validation });
}

function mode(
	displayName: string,
	name: string,
	type: INodePropertyMode['type'],
	rest: Partial<INodePropertyMode>,
): INodePropertyMode {
	return { ...rest, displayName, name, type };
}

/**
 * The entries of a picker whose list comes as a whole: those that match the filter, sorted by name.
 */
export function narrowed(items: INodeListSearchItems[], filter?: string): INodeListSearchResult {
	const wanted = filter?.trim().toLowerCase() ?? '';
	return { results: byName(items.filter(({ name }) => name.toLowerCase().includes(wanted))) };
}
