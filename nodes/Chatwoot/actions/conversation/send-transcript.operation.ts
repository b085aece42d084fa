import { operation } from '../operation/operation';
import { conversations } from './kind';

export const sendTranscript = operation({
	name: 'Send Transcript',
	value: 'sendTranscript',
	action: 'Send transcript of conversation',
	description: 'Mail the messages of a conversation to an address',
	on: conversations,
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
	async act({ api, id, input: email }) {
		await api.conversationChanges.transcript(id, email);
		return { id, requested: true, email };
	},
});
