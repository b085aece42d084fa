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
import { optionsProperty } from '../shared/execution-options';
import { propertiesOf } from '../shared/operation';
import { runOperation } from '../shared/run';
import { operationSubtitle } from '../shared/subtitle';
import { twakeChatIntegration } from './actions';
import { kinds } from './actions/kinds';
import { getMembers, pickersOf } from './actions/kinds/pickers';
import { twakeChatApiTest } from './methods/credential-test';
import { receiveForQuestion } from './trigger/questions';

export class TwakeChat implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Twake Chat',
		name: 'twakeChat',
		icon: { light: 'file:twakeChat.svg', dark: 'file:twakeChat.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: operationSubtitle(),
		description:
			'Read and write messages, threads, rooms and files in Twake Chat and on any other Matrix homeserver',
		defaults: { name: 'Twake Chat' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'twakeChatApi', required: true, testedBy: 'twakeChatApiTest' }],
		webhooks: answerWebhooks,
		properties: propertiesOf(twakeChatIntegration.resources, optionsProperty),
	};

	methods = {
		listSearch: pickersOf(kinds),
		loadOptions: { getMembers },
		credentialTest: { twakeChatApiTest },
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await resume(this, receiveForQuestion);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, twakeChatIntegration, !this.continueOnFail());
	}
}
