import { reacting } from './reacting';

export const addReaction = reacting(
	{
		name: 'Add Reaction',
		value: 'addReaction',
		action: 'Add reaction to message',
		description: 'React to a message, besides the reactions that are there',
	},
	(own, reaction) => [...new Set([...own, reaction])],
);
