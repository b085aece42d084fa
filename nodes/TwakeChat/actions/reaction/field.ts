import type { INodeProperties } from 'n8n-workflow';

export const reactionField: INodeProperties = {
	displayName: 'Reaction',
	name: 'reaction',
	type: 'string',
	default: '',
	placeholder: 'e.g. 👍',
	description: 'An emoji, or a short text',
};
