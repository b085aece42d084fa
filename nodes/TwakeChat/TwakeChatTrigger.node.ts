import type {
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { explained } from '../shared/activation-errors';
import { choiceSubtitle } from '../shared/subtitle';
import { getRooms, getSpaces } from './actions/kinds/pickers';
import { twakeChatApiTest } from './methods/credential-test';
import { triggerFields } from './trigger/fields';
import { listen } from './trigger/listen';

export class TwakeChatTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Twake Chat Trigger',
		name: 'twakeChatTrigger',
		icon: { light: 'file:twakeChat.svg', dark: 'file:twakeChat.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: choiceSubtitle('$parameter["events"]', triggerFields),
		// n8n's list shows it for node and trigger together (n8n.md §4).
		description: 'Messages, threads and reactions in Twake Chat or on any other Matrix homeserver',
		eventTriggerDescription: 'Waiting for an event in Twake Chat',
		activationMessage: 'Your workflow now hears what happens in the rooms of the account.',
		defaults: { name: 'Twake Chat Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'twakeChatApi', required: true, testedBy: 'twakeChatApiTest' }],
		triggerPanel: {
			header: 'Listen to the rooms of the account',
			executionsHelp: {
				inactive: 'Press the button above, then write in a room that the account is in.',
				active: 'The workflow runs by itself when something happens: see Executions.',
			},
			activationHint: 'When your workflow is ready, publish it to let it run by itself.',
		},
		properties: triggerFields,
	};

	methods = { loadOptions: { getRooms, getSpaces }, credentialTest: { twakeChatApiTest } };

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await explained(async () => await listen(this));
	}
}
