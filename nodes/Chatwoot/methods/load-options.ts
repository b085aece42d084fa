import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { chosenAccount } from './list-search';

/** The labels that the account defines, by title. */
export async function getLabels(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const labels = await (await chosenAccount(this)).labels.list();
	return labels.map(({ title, description }) => ({
		name: title,
		value: title,
		...(description && { description }),
	}));
}
