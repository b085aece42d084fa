import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { narrowed } from '../../shared/locator';
import { chosenAccount } from './account';
import { offered } from './offered';
import type { Nothing } from './offered';

/** Pickers over lists that the server gives as a whole. */

/** What people make under the settings of the account, or by an operation of the node. */
const noneYet = (many: string, resource: string, page: string): Nothing => ({
	message: `The account has no ${many} yet`,
	description: `They are made in Chatwoot under Settings > ${page}, or by ${resource} > Create.`,
});

export async function searchInboxes(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const inboxes = await (await chosenAccount(this)).inboxes.list();
	const items = inboxes.map(({ id, name, channel_type }) => ({
		name: `${name} (${channel_type.replace('Channel::', '')})`,
		value: id,
	}));
	return offered(this, items, filter, {
		message: 'The user of the access token sees no inbox',
		description:
			'Administrators see all inboxes of the account; agents have to be made members, in Chatwoot under Settings > Inboxes or by Inbox > Add Members.',
	});
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
	const items = teams.map(({ id, name }) => ({ name, value: id }));
	return offered(this, items, filter, noneYet('teams', 'Team', 'Teams'));
}

/** Canned responses by their short code, with the beginning of their text. */
export async function searchCannedResponses(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const responses = await (await chosenAccount(this)).cannedResponses.list();
	const items = responses.map(({ id, short_code, content }) => ({
		name: `${short_code}: ${content.replace(/\s+/g, ' ').slice(0, 60)}`,
		value: id,
	}));
	const none = noneYet('canned responses', 'Canned Response', 'Canned Responses');
	return offered(this, items, filter, none);
}

export async function searchLabels(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const labels = await (await chosenAccount(this)).labels.list();
	const items = labels.map(({ id, title }) => ({ name: title, value: id }));
	return offered(this, items, filter, noneYet('labels', 'Label', 'Labels'));
}

export async function searchCustomAttributes(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const definitions = await (await chosenAccount(this)).attributes.list();
	const items = definitions.map(
		({ id, attribute_display_name, attribute_key, attribute_model }) => ({
			name: `${attribute_display_name} (${attribute_key}, ${attribute_model.replace('_attribute', '')})`,
			value: id,
		}),
	);
	const none = noneYet('custom attributes', 'Custom Attribute', 'Custom Attributes');
	return offered(this, items, filter, none);
}

/** Bots of the account, and those of the whole installation. */
export async function searchAgentBots(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const bots = await (await chosenAccount(this)).agentBots.list();
	const items = bots.map(({ id, name, account_id }) => ({
		name: `${name || `Bot ${id}`}${account_id === null ? ' (of the installation)' : ''}`,
		value: id,
	}));
	return offered(this, items, filter, noneYet('bots', 'Agent Bot', 'Bots'));
}

export async function searchWebhooks(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const webhooks = await (await chosenAccount(this)).webhooks.list();
	const items = webhooks.map(({ id, name, url }) => ({
		name: name ? `${name} (${url})` : url,
		value: id,
	}));
	return offered(this, items, filter, noneYet('webhooks', 'Webhook', 'Integrations > Webhooks'));
}
