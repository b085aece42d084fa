import type { INodeProperties } from 'n8n-workflow';

/** Fields that n8n's guidelines give the same form in all nodes. */

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** The collection of what may be left out. */
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

/** In the order of the names that people see, in which n8n wants options and entries of collections. */
export function byName<T extends { name: string; displayName?: string }>(list: T[]): T[] {
	const shown = ({ name, displayName = name }: T) => displayName;
	return [...list].sort((one, other) => shown(one).localeCompare(shown(other)));
}
