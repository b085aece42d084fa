import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** Which list an operation on many contacts takes them from. */
export function listByField(description: string, options: INodePropertyOptions[]): INodeProperties {
	return {
		displayName: 'List By',
		name: 'listBy',
		type: 'options',
		options,
		default: 'all',
		description,
	};
}
