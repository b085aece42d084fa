import { operation } from '../operation/operation';
import { conversations } from './kind';

export const setDraft = operation({
	name: 'Set Draft',
	value: 'setDraft',
	action: 'Set draft of conversation',
	description:
		'Put a text into the reply box, for a person to check and send. All agents share one draft.',
	on: conversations,
	fields: [
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			description: 'What the reply box holds from then on. It is emptied when this is empty.',
		},
	],
	read: (param) => param.optionalText('text'),
	async act({ api, id, input: draft }) {
		await api.conversationChanges.setDraft(id, draft);
		return { conversation_id: id, draft: draft ?? null };
	},
});
