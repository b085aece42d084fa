import { messageOutput } from '../../api/output';
import { message } from '../kinds/message';
import { threadKey } from '../kinds/thread';
import { operation } from '../operation/operation';

export const setReactions = operation({
	name: 'Set Reactions',
	value: 'setReactions',
	action: 'Set reactions to message',
	description: 'React to a message; replaces the reactions that the application gave before',
	on: message,
	fields: [
		{
			displayName: 'Reactions',
			name: 'reactions',
			type: 'string',
			default: '',
			placeholder: 'e.g. :+1:, :tada:',
			description:
				'Emoji or their names, separated by commas. Leave empty to take all reactions of the application back.',
		},
	],
	joins: true,
	orderKey: threadKey,
	read: (param) => param.names('reactions'),
	act: async ({ twake, place, input: reactions, mayJoin }) =>
		await twake.messages.react(place, reactions, mayJoin),
	simplify: (changed, self) => ({
		...messageOutput(changed, self),
		reactions: changed.reactions ?? [],
	}),
});
