import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { explained } from '../shared/activation-errors';
import { choiceSubtitle } from '../shared/subtitle';
import { twakeApiTest } from './methods/credential-test';
import { triggerFields } from './trigger/fields';
import { explainHook, forgetHook, isHookSet } from './trigger/lifecycle';
import { receive } from './trigger/receive';

export class TwakeTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Twake (Before 2024) Trigger',
		name: 'twakeTrigger',
		icon: { light: 'file:twake.svg', dark: 'file:twake.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: choiceSubtitle('$parameter["events"]', triggerFields),
		// n8n's list shows it for node and trigger together (n8n.md §4).
		description: 'Messages, threads and buttons in the team chat Twake as it was before 2024',
		eventTriggerDescription: 'Waiting for an event in Twake',
		activationMessage:
			'Your workflow waits for the events of the application in Twake, if they come here. If Twake sends them elsewhere, n8n says so here within half a minute.',
		defaults: { name: 'Twake Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'twakeApi', required: true, testedBy: 'twakeApiTest' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				// The parameter is missing for events whose answer nobody waits for.
				responseMode: '={{$parameter["answerMode"] || "onReceived"}}',
				path: 'twake',
			},
		],
		triggerPanel: {
			header: 'Listen to your application in Twake',
			executionsHelp: {
				inactive:
					'Enter the test URL as Hooks URL of the application in Twake, press the button above, then write in a channel with the application, type its command or click one of its buttons.',
				active:
					'The workflow runs by itself when something happens in Twake: see Executions. For a test Twake has to send the events to the test URL meanwhile.',
			},
			activationHint:
				'When your workflow is ready, enter the production URL as Hooks URL of the application in Twake and publish the workflow.',
		},
		properties: triggerFields,
	};

	methods = { credentialTest: { twakeApiTest } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await explained(async () => await isHookSet(this));
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await explained(async () => await explainHook(this));
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return forgetHook(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive.call(this);
	}
}
