import type { Message } from '../../api/types';
import { conversations } from '../conversation/kind';
import { kind } from '../kinds/kind';
import type { Kind } from '../kinds/kind';
import { messageOutput } from './output';

/** Messages cannot be chosen from a list in the editor: only by ID or address. */
export const messages: Kind<Message> = {
	...kind<Message>({ noun: 'message', parent: conversations, simplified: messageOutput }),
	locator: {
		displayName: 'Message ID',
		name: 'message',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1234',
		description:
			'The ID of the message, from the output of other operations, or its pasted address',
	},
};
