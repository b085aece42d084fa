import type { INodeProperties } from 'n8n-workflow';

export const reasonField: INodeProperties = {
	displayName: 'Reason',
	name: 'reason',
	type: 'string',
	default: '',
	description: 'Why, for those who can see it',
};
