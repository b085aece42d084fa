import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { narrowed } from '../../shared/locator';
import { chosenAccount } from './account';

/** Pickers over lists that the server gives as a whole. */

export async function searchInboxes(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const inboxes = await (await chosenAccount(this)).inboxes.list();
	const items = inboxes.map(({ id, name, channel_type }) => ({
		name: `${name} (${channel_type.replace('Channel::', '')})`,
		value: id,
	}));
	return narrowed(items, filter);
}

export async function searchAgents(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const agents = await (await chosenAccount(this)).agents.list();
	return narrowed(
		agents.map(({ id, name, email }) => ({ name: `${name} (${email})`, value: id })),
		filter,
	);
}

export async function searchTeams(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const teams = await (await chosenAccount(this)).teams.list();
	return narrowed(
		teams.map(({ id, name }) => ({ name, value: id })),
		filter,
	);
}

/** Canned responses by their short code, with the beginning of their text. */
export async function searchCannedResponses(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const responses = await (await chosenAccount(this)).cannedResponses.list();
	return narrowed(
		responses.map(({ id, short_code, content }) => ({
			name: `${short_code}: ${content.replace(/\s+/g, ' ').slice(0, 60)}`,
			value: id,
		})),
		filter,
	);
}

export async function searchLabels(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const labels = await (await chosenAccount(this)).labels.list();
	return narrowed(
		labels.map(({ id, title }) => ({ name: title, value: id })),
		filter,
	);
}

export async function searchCustomAttributes(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const definitions = await (await chosenAccount(this)).attributes.list();
	return narrowed(
		definitions.map(({ id, attribute_display_name, attribute_key, attribute_model }) => ({
			name: `${attribute_display_name} (${attribute_key}, ${attribute_model.replace('_attribute', '')})`,
			value: id,
		})),
		filter,
	);
}

/** Bots of the account, and those of the whole installation. */
export async function searchAgentBots(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const bots = await (await chosenAccount(this)).agentBots.list();
	return narrowed(
		bots.map(({ id, name, account_id }) => ({
			name: `${name || `Bot ${id}`}${account_id === null ? ' (of the installation)' : ''}`,
			value: id,
		})),
		filter,
	);
}

export async function searchWebhooks(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const webhooks = await (await chosenAccount(this)).webhooks.list();
	return narrowed(
		webhooks.map(({ id, name, url }) => ({ name: name ? `${name} (${url})` : url, value: id })),
		filter,
	);
}
