import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { propertiesOf } from '../../shared/operation';
import { runOperation } from '../../shared/run';
import { operationSubtitle } from '../../shared/subtitle';
import { optionsOf } from '../actions/people/options';
import { getCountries } from '../methods/countries';
import { clientIntegration } from './actions';
import { chatwootClientApiTest } from './methods/credential-test';
import { searchConversations } from './methods/list-search';

export class ChatwootClient implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Chatwoot Client',
		name: 'chatwootClient',
		icon: { light: 'file:../chatwoot.svg', dark: 'file:../chatwoot.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: operationSubtitle(),
		description:
			'Write and read as the customer in an API inbox of Chatwoot: for chats and channels of your own',
		defaults: { name: 'Chatwoot Client' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'chatwootClientApi', required: true, testedBy: 'chatwootClientApiTest' }],
		properties: propertiesOf(clientIntegration.resources, optionsOf(clientIntegration.resources)),
	};

	methods = {
		listSearch: { searchConversations },
		loadOptions: { getCountries },
		credentialTest: { chatwootClientApiTest },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, clientIntegration, !this.continueOnFail());
	}
}
