import { operation } from '../operation/operation';
import { conversations } from './kind';

export const getDraft = operation({
	name: 'Get Draft',
	value: 'getDraft',
	action: 'Get draft of conversation',
	description:
		'Get what waits in the reply box of a conversation; "draft" is null when it is empty',
	on: conversations,
	isReading: true,
	act: async ({ api, id }) => ({
		conversation_id: id,
		draft: (await api.conversationChanges.draft(id)) ?? null,
	}),
});
