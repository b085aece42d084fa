import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { AttributeModel } from '../api/attributes';
import { chosenAccount } from './account';

/** The labels that the account defines, by title. */
export async function getLabels(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const labels = await (await chosenAccount(this)).labels.list();
	return labels.map(({ title, description }) => ({
		name: title,
		value: title,
		...(description && { description }),
	}));
}

/** The same by id, for calls that identify labels by it. */
export async function getLabelIds(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const labels = await (await chosenAccount(this)).labels.list();
	return labels.map(({ id, title }) => ({ name: title, value: id }));
}

/** The custom attributes of contacts, by key. */
export async function getContactAttributes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await attributesOf(this, 'contact_attribute');
}

/** The custom attributes of conversations, by key. */
export async function getConversationAttributes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await attributesOf(this, 'conversation_attribute');
}

async function attributesOf(
	context: ILoadOptionsFunctions,
	model: AttributeModel,
): Promise<INodePropertyOptions[]> {
	const definitions = await (await chosenAccount(context)).attributes.of(model);
	return definitions.map(
		({ attribute_key, attribute_display_name, attribute_display_type, attribute_description }) => ({
			name: `${attribute_display_name} (${attribute_display_type})`,
			value: attribute_key,
			...(attribute_description && { description: attribute_description }),
		}),
	);
}

export async function getInboxes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return named(await (await chosenAccount(this)).inboxes.list());
}

export async function getAgents(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return named(await (await chosenAccount(this)).agents.list());
}

export async function getTeams(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return named(await (await chosenAccount(this)).teams.list());
}

/** The apps that the server can connect by settings; to others than administrators it does not say which. */
export async function getIntegrationApps(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const apps = await (await chosenAccount(this)).integrations.apps();
	return apps
		.filter(
			({ hook_type, settings_json_schema }) => hook_type === undefined || settings_json_schema,
		)
		.map(({ id, name, description }) => ({ name, value: id, description }));
}

const named = (records: Array<{ id: number; name: string }>): INodePropertyOptions[] =>
	records.map(({ id, name }) => ({ name, value: id }));
