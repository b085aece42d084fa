import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { AgentBot } from '../../api/agent-bots';
import { avatarField } from '../records/avatars';
import type { Resource } from '../operation/context';
import { deleteAvatar } from '../delete-avatar';
import { agentBotLocator } from '../fields';
import type { ChatwootParameters } from '../operation/parameters';
import {
	createRecord,
	deleteRecord,
	getManyRecords,
	getRecord,
	given,
	resetRecord,
	updateRecord,
} from '../records/records';
import type { RecordKind } from '../records/records';
import { webUrl } from '../operation/urls';

const agentBots: RecordKind<AgentBot> = {
	one: 'an agent bot',
	many: 'agent bots',
	locator: agentBotLocator('The bot to work on'),
	records: (api) => api.agentBots,
};

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	description: 'The name of the bot, which customers see above its messages',
};

const urlField: INodeProperties = {
	displayName: 'Outgoing URL',
	name: 'outgoingUrl',
	type: 'string',
	default: '',
	placeholder: 'https://n8n.example.com/webhook/bot',
	description:
		'Where Chatwoot sends what happens in the inboxes of the bot, with http:// or https://',
};

const descriptionField: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	description: 'What the bot does, for the list of bots in Chatwoot',
};

function botFrom(param: ChatwootParameters, path: string): IDataObject {
	return given({
		name: param.trimmed(`${path}name`),
		outgoing_url: webUrl(param, `${path}outgoingUrl`),
	});
}

export const agentBot: Resource = {
	name: 'Agent Bot',
	value: 'agentBot',
	description: 'Programs that answer in inboxes',
	operations: [
		createRecord(agentBots, {
			description:
				'Create a bot that answers in inboxes. Its access token is not put out: find it in Chatwoot under Settings > Bots.',
			access: 'administrator',
			properties: [
				nameField,
				urlField,
				{
					displayName: 'Additional Fields',
					name: 'additionalFields',
					type: 'collection',
					placeholder: 'Add Field',
					default: {},
					options: [avatarField, descriptionField],
				},
			],
			fieldsFrom(param) {
				// The server makes a bot of nothing at all.
				param.requiredText('name');
				const description = param.optionalText('additionalFields.description');
				return { ...botFrom(param, ''), ...given({ description }) };
			},
		}),
		deleteRecord(agentBots, {
			description: 'Delete a bot and take it out of its inboxes',
			access: 'administrator',
		}),
		deleteAvatar(agentBots),
		getRecord(agentBots, { description: 'Get one bot' }),
		getManyRecords(agentBots, {
			description: 'Get the bots of the account and those of the whole installation',
		}),
		resetRecord(
			agentBots,
			{
				name: 'Reset Access Token',
				value: 'resetAccessToken',
				action: 'Reset the access token of an agent bot',
				description:
					'Make a new access token for a bot. The old one ends at once; the new one is not put out: find it in Chatwoot under Settings > Bots.',
				access: 'administrator',
			},
			async (api, id) => await api.agentBots.resetToken(id),
		),
		resetRecord(
			agentBots,
			{
				name: 'Reset Secret',
				value: 'resetSecret',
				action: 'Reset the secret of an agent bot',
				description:
					'Make a new secret for the signatures of what a bot is sent; since version 4.13. The old one ends at once; the new one is not put out: find it in Chatwoot under Settings > Bots.',
				access: 'administrator',
			},
			async (api, id) => await api.agentBots.resetSecret(id),
		),
		updateRecord(agentBots, {
			description: 'Change a bot of the account; bots of the installation cannot be changed',
			access: 'administrator',
			options: [avatarField, descriptionField, nameField, urlField],
			fieldsFrom: (param) => ({
				...botFrom(param, 'updateFields.'),
				...given({ description: param.optionalText('updateFields.description') }),
			}),
		}),
	],
};
