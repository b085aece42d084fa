import type {
	INodeType,
	INodeTypeDescription,
	ISupplyDataFunctions,
	SupplyData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { memoryFields } from './memory/fields';
import { memoryOf } from './memory/memory';
import { chatwootApiTest } from './methods/credential-test';
import { searchAccounts, searchConversations } from './methods/list-search';

export class ChatwootMemory implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Chatwoot Memory',
		name: 'chatwootMemory',
		icon: { light: 'file:chatwoot.svg', dark: 'file:chatwoot.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{"newest " + $parameter["count"] + " messages"}}',
		description:
			'The memory of an AI Agent is the conversation in Chatwoot itself, with what colleagues wrote; nothing is stored',
		defaults: { name: 'Chatwoot Memory' },
		inputs: [],
		outputs: [NodeConnectionTypes.AiMemory],
		outputNames: ['Memory'],
		credentials: [{ name: 'chatwootApi', required: true, testedBy: 'chatwootApiTest' }],
		properties: memoryFields,
	};

	methods = {
		credentialTest: { chatwootApiTest },
		listSearch: { searchAccounts, searchConversations },
	};

	async supplyData(this: ISupplyDataFunctions, itemIndex: number): Promise<SupplyData> {
		return { response: await memoryOf(this, itemIndex) };
	}
}
