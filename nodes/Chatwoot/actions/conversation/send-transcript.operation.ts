import type { Operation } from '../operation/types';
import { onConversation } from './on-conversation';

export const sendTranscript: Operation = {
	name: 'Send Transcript',
	value: 'sendTranscript',
	action: 'Send the transcript of a conversation',
	description: 'Mail the messages of a conversation to an address',
	...onConversation({
		fields: [
			{
				displayName: 'Email',
				name: 'email',
				type: 'string',
				placeholder: 'name@email.com',
				default: '',
				description:
					'The e-mail address that gets the transcript. Chatwoot sends it later and does not tell when that fails.',
			},
		],
		read: (param) => param.email('email') ?? param.refuse('email', 'is empty'),
		async act({ conversationChanges }, id, email) {
			await conversationChanges.transcript(id, email);
			return { id, requested: true, email };
		},
	}),
};
