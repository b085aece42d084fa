import type { Resource } from '../operation/context';
import { addReaction } from './add.operation';
import { getManyReactions } from './get-many.operation';
import { removeReaction } from './remove.operation';

export const reaction: Resource = {
	name: 'Reaction',
	value: 'reaction',
	operations: [addReaction, getManyReactions, removeReaction],
	usual: 'add',
};
