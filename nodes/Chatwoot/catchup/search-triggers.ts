import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { chosenAccount } from '../methods/account';
import { pickerResults } from '../methods/picker-results';
import { entryOf, triggersIn } from './triggers';

/** The triggers that Chatwoot sends to. */
export async function searchTriggers(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const triggers = await triggersIn(await chosenAccount(this));
	return pickerResults(this, triggers.map(entryOf), filter, {
		message: 'Chatwoot sends to no trigger of n8n',
		description: 'Publish a workflow with a Chatwoot Trigger first.',
	});
}
