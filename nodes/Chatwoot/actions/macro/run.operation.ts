import type { INodeProperties } from 'n8n-workflow';
import type { AccountApi } from '../../api';
import { operation } from '../operation/operation';
import type { ChatwootParameters } from '../parameters/parameters';
import { macros } from './kind';

const conversationsField: INodeProperties = {
	displayName: 'Conversation IDs',
	name: 'conversations',
	type: 'string',
	default: '',
	placeholder: '42, 43',
	description:
		'The numbers of the conversations, separated by commas, or a list from an expression',
};

export const runMacro = operation({
	name: 'Run',
	value: 'run',
	action: 'Run a macro',
	description:
		'Let Chatwoot carry out the steps of a macro in one or several conversations, a moment later',
	on: macros,
	fields: [conversationsField],
	read(param) {
		const conversations = param.ids('conversations');
		return conversations.length > 0 ? conversations : param.refuse('conversations', 'is empty');
	},
	async act({ api, id, param, input: conversations }) {
		// The server answers 200 whatever the IDs are (chatwoot.md [795]): look before.
		const macro = await api.macros.get(id);
		await refuseUnknown(api, conversations, param);
		await api.macros.run(id, conversations);
		return { id, name: macro.name, conversations, started: true };
	},
});

async function refuseUnknown(
	api: AccountApi,
	conversations: number[],
	param: ChatwootParameters,
): Promise<void> {
	const unknown: number[] = [];
	for (const conversation of conversations) {
		if (!(await api.conversations.find(conversation))) unknown.push(conversation);
	}
	if (unknown.length === 0) return;
	param.refuse(
		'conversations',
		`holds conversations that do not exist or may not be seen: ${unknown.join(', ')}`,
		'Nothing was done. Leave them out.',
	);
}
