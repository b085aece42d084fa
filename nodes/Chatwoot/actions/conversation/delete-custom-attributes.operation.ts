import { keysToDelete, keysToDeleteField } from '../attributes/keys';
import { operation } from '../operation/operation';
import { changedAttributes } from './attributes';
import { conversations } from './kind';

export const deleteCustomAttributes = operation({
	name: 'Delete Custom Attributes',
	value: 'deleteCustomAttributes',
	action: 'Delete custom attributes of conversation',
	access: 'bots',
	description: 'Take custom attributes away from a conversation and keep the others',
	on: conversations,
	fields: [keysToDeleteField('conversation')],
	read: keysToDelete,
	async act({ api, id, input: removed }) {
		const without = { attributes: {}, mode: 'merge' as const, removed };
		const changed = await api.conversationChanges.changeAttributes(id, (before) =>
			changedAttributes(before, without),
		);
		return { id, ...changed };
	},
});
