import type { INodeProperties } from 'n8n-workflow';

export const reactionField: INodeProperties = {
	displayName: 'Reaction',
	name: 'reaction',
	type: 'string',
	default: '',
	placeholder: 'e.g. 👍',
	description: 'An emoji, or a short text',
};

/** In the content of a reaction; clients do not show it. */
export const CONTEXT = 'n8n.context';

export const contextField: INodeProperties = {
	displayName: 'Context',
	name: 'context',
	type: 'json',
	default: '{}',
	description:
		'A JSON object that clients do not show, but whoever is in the room can read. <i>Get Many</i> gives it back, also when the message has been deleted: the place for your own IDs. When the account has already reacted so with another context, that reaction is taken back and given anew.',
};
