import type { INodeProperties } from 'n8n-workflow';

export const messageKeyField: INodeProperties = {
	displayName: 'Message Key',
	name: 'messageKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. order 4711 shipped',
	description:
		'A key of your own for this message. What was sent in the room with the same key is not sent again, also by another execution, and comes out instead: for 24 hours, and until the token is logged out; by <i>Create or Reply</i> as long as it is one of the newest 100 of its thread. Without it, only repetitions within one execution are known.',
};
