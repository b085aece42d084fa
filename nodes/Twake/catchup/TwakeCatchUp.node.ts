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
import { twakeApiTest } from '../methods/credential-test';

export class TwakeCatchUp implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Twake (Before 2024) Catch Up',
		name: 'twakeCatchUp',
		icon: { light: 'file:../twake.svg', dark: 'file:../twake.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'for the Twake Trigger',
		description: 'Gives a Twake Trigger the messages that it missed, such as while n8n was down',
		eventTriggerDescription: 'Looking for what the trigger missed',
		activationMessage:
			'From now on, what the trigger misses is found at the next poll time. What happened before is not.',
		defaults: { name: 'Twake Catch Up' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'twakeApi', required: true, testedBy: 'twakeApiTest' }],
		properties: catchUpFields,
	};

	methods = { credentialTest: { twakeApiTest } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await explained(async () => await catchUp(this));
	}
}
