import { joining } from '../checks';
import type { Operation } from '../context';
import { joinThreadField, messageFields, simplifyField } from '../fields';
import { messageOutput } from '../../api/output';

export const setReactions: Operation = {
	name: 'Set Reactions',
	value: 'setReactions',
	action: 'Set the reactions to a message',
	description: 'React to a message; replaces the reactions that the application gave before',
	properties: [
		...messageFields,
		{
			displayName: 'Reactions',
			name: 'reactions',
			type: 'string',
			default: '',
			placeholder: ':+1:, :tada:',
			description:
				'Emoji or their names, separated by commas. Leave empty to take all reactions of the application back.',
		},
		simplifyField,
		joinThreadField,
	],
	orderKey: ({ param }) => param.thread().thread,
	async run(context) {
		const { twake, param } = context;
		const reactions = param.names('reactions');
		const message = await twake.messages.react(param.message(), reactions, joining(context));
		return param.boolean('simplify')
			? { ...messageOutput(message), reactions: message.reactions ?? [] }
			: message;
	},
};
