import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { optionsProperty } from '../../shared/execution-options';
import { propertiesOf } from '../../shared/operation';
import { runOperation } from '../../shared/run';
import { operationSubtitle } from '../../shared/subtitle';
import { platformIntegration } from './actions';
import { chatwootPlatformApiTest } from './methods/credential-test';
import { searchAccounts, searchAgentBots } from './methods/list-search';

export class ChatwootPlatform implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Chatwoot Platform',
		name: 'chatwootPlatform',
		icon: { light: 'file:../chatwoot.svg', dark: 'file:../chatwoot.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: operationSubtitle(),
		description: 'Create accounts, users and agent bots on a Chatwoot server of your own',
		defaults: { name: 'Chatwoot Platform' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'chatwootPlatformApi', required: true, testedBy: 'chatwootPlatformApiTest' },
		],
		// Of the operations that exist to put out a secret.
		sensitiveOutputFields: ['token', 'url'],
		properties: propertiesOf(platformIntegration.resources, optionsProperty),
	};

	methods = {
		listSearch: { searchAccounts, searchAgentBots },
		credentialTest: { chatwootPlatformApiTest },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, platformIntegration, !this.continueOnFail());
	}
}
