import { reacting } from './reacting';

export const removeReaction = reacting(
	{
		name: 'Remove Reaction',
		value: 'removeReaction',
		action: 'Remove reaction from message',
		description: 'Take back one reaction that the application gave',
	},
	(own, reaction) => own.filter((name) => name !== reaction),
);
