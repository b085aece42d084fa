import type { INodeProperties } from 'n8n-workflow';

/** Fields to which n8n's guidelines give the same form in all nodes. */

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/**
 * The fields of an operation in the order of the editor: what it works on, its own, Simplify if it has
 * that, and the rarely used ones in one collection.
 */
export function fieldsInOrder({
	on = [],
	fields = [],
	isSimplified,
	rarer,
}: {
	on?: INodeProperties[];
	fields?: INodeProperties[];
	isSimplified: boolean;
	rarer: INodeProperties[];
}): INodeProperties[] {
	return [
		...on,
		...fields,
		...(isSimplified ? [simplifyField] : []),
		...(rarer.length > 0 ? [additionalFields(rarer)] : []),
	];
}

/** The collection of optional fields. */
export function additionalFields(
	options: INodeProperties[],
	description?: string,
): INodeProperties {
	return {
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		...(description !== undefined && { description }),
		options: byName(options),
	};
}

/** Sorted by display name, as n8n wants it for options and for entries of collections. */
export function byName<T extends { name: string; displayName?: string }>(list: T[]): T[] {
	const shown = ({ name, displayName = name }: T) => displayName;
	return [...list].sort((one, other) => shown(one).localeCompare(shown(other)));
}
