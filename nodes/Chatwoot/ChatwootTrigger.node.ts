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
import { agentBot } from './actions/agent-bot';
import { inbox } from './actions/inbox';
import { chatwootApiTest } from './methods/credential-test';
import { searchAccounts } from './methods/list-search';
import { getInboxes, getLabels } from './methods/load-options';
import { pickersOf } from './methods/pickers';
import { triggerFields } from './trigger/fields';
import { isRegistered, register, unregister } from './trigger/registering/lifecycle';
import { receive } from './trigger/receiving/receive';

export class ChatwootTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Chatwoot Trigger',
		name: 'chatwootTrigger',
		icon: { light: 'file:chatwoot.svg', dark: 'file:chatwoot.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: choiceSubtitle(
			'$parameter["preset"] === "custom" ? $parameter["events"] : $parameter["preset"]',
			triggerFields,
		),
		// n8n's list shows it for node and trigger together (n8n.md §4).
		description: 'Messages, conversations and contacts in the support inbox Chatwoot',
		eventTriggerDescription: 'Waiting for an event in Chatwoot',
		activationMessage:
			'Your workflow waits for events in Chatwoot as soon as the trigger is registered there. If that fails, n8n tells the reason here within half a minute. If it works but no event comes, and this n8n has a private address: Chatwoot 4.14 and newer send nothing there unless SAFE_FETCH_ALLOW_PRIVATE_NETWORK=true is set on its server.',
		defaults: { name: 'Chatwoot Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'chatwootApi', required: true, testedBy: 'chatwootApiTest' }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'chatwoot' },
		],
		triggerPanel: {
			header: 'Listen to events in Chatwoot',
			executionsHelp: {
				inactive:
					'Press the button above, then let something happen in Chatwoot, such as a message in a conversation. The trigger registers its test address in Chatwoot for as long as it listens.',
				active:
					'The workflow runs by itself when something happens in Chatwoot: see Executions. The button above listens beside it with an address of its own.',
			},
			activationHint:
				'When your workflow is ready, publish it: the trigger registers itself in Chatwoot, and takes itself out when the workflow is unpublished.',
		},
		properties: triggerFields,
	};

	methods = {
		credentialTest: { chatwootApiTest },
		listSearch: { searchAccounts, ...pickersOf([agentBot, inbox]) },
		loadOptions: { getInboxes, getLabels },
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await explained(async () => await isRegistered(this));
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await explained(async () => await register(this));
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await explained(async () => await unregister(this));
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive.call(this);
	}
}
