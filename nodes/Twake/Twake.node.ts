import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { resume } from '../shared/asking/receive';
import { answerWebhooks } from '../shared/asking/webhooks';
import { propertiesOf } from '../shared/operation';
import { optionsProperty } from '../shared/execution-options';
import { runOperation } from '../shared/run';
import { operationSubtitle } from '../shared/subtitle';
import { twakeIntegration } from './actions';
import { kinds } from './actions/kinds';
import { pickersOf } from './actions/kinds/pickers';
import { receiveForQuestion } from './trigger/questions';
import { twakeApiTest } from './methods/credential-test';

export class Twake implements INodeType {
	description: INodeTypeDescription = {
		// n8n has a node of its own with the name of the service (n8n.md §4).
		displayName: 'Twake (Before 2024)',
		name: 'twake',
		icon: { light: 'file:twake.svg', dark: 'file:twake.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: operationSubtitle(' (Twake before 2024)'),
		description:
			'Read and write messages, channels and files in the team chat Twake as it was before 2024, with companies and workspaces',
		defaults: { name: 'Twake' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'twakeApi', required: true, testedBy: 'twakeApiTest' }],
		webhooks: answerWebhooks,
		properties: propertiesOf(twakeIntegration.resources, optionsProperty),
	};

	methods = {
		listSearch: pickersOf(kinds),
		credentialTest: { twakeApiTest },
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await resume(this, receiveForQuestion);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, twakeIntegration, !this.continueOnFail());
	}
}
