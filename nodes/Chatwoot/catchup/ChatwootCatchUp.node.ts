import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { explained } from '../../shared/activation-errors';
import { catchUpFields } from './fields';
import { catchUp } from './poll';
import { searchTriggers } from './search-triggers';
import { chatwootApiTest } from '../methods/credential-test';
import { searchAccounts } from '../methods/list-search';

export class ChatwootCatchUp implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Chatwoot Catch Up',
		name: 'chatwootCatchUp',
		icon: { light: 'file:../chatwoot.svg', dark: 'file:../chatwoot.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'for the Chatwoot Trigger',
		description:
			'Gives a Chatwoot Trigger the messages and conversations that it missed, such as while n8n was down',
		eventTriggerDescription: 'Looking for what the trigger missed',
		activationMessage:
			'From now on, what the trigger misses is found at the next poll time. What happened before is not.',
		defaults: { name: 'Chatwoot Catch Up' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'chatwootApi', required: true, testedBy: 'chatwootApiTest' }],
		polling: true,
		properties: catchUpFields,
	};

	methods = {
		credentialTest: { chatwootApiTest },
		listSearch: { searchAccounts, searchTriggers },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await explained(async () => await catchUp.call(this));
	}
}
