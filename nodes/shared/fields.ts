import type { INodeProperties } from 'n8n-workflow';

/** Fields to which n8n's guidelines give the same form in all nodes. */

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

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
