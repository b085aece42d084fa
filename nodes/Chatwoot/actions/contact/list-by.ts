import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** From which list an operation takes its contacts. */
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
