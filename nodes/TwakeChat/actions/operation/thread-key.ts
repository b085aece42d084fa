import type { INodeProperties } from 'n8n-workflow';

export const threadKeyField: INodeProperties = {
	displayName: 'Thread Key',
	name: 'threadKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. ticket 4711',
	description:
		'What the thread is about, such as the number of a ticket. Messages with the same key go into one thread of the room: the first one begins it, the others reply in it. Clients do not show the key, but whoever is in the room can read it.',
};
