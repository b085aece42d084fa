import type { AgentBot } from '../../api/agent-bots';
import { address, name, text } from '../kinds/fields';
import { recordKind } from '../kinds/kind';
import type { Resource } from '../operation/types';
import { deleteAvatar } from '../records/avatars';
import {
	createRecord,
	deleteRecord,
	getManyRecords,
	getRecord,
	resetRecord,
	updateRecord,
} from '../records/records';

/** The bots of the account and those of the whole installation. */
export const agentBots = recordKind<AgentBot>({
	noun: 'agent bot',
	records: (api) => api.agentBots,
	picker: {
		entry: ({ id, name: label, account_id }) => ({
			name: `${label || `Bot ${id}`}${account_id === null ? ' (of the installation)' : ''}`,
			value: id,
		}),
		nothing: {
			message: 'The account has no bots yet',
			description: 'They are made in Chatwoot under Settings > Bots, or by Agent Bot > Create.',
		},
	},
	hasAvatar: true,
	fields: [
		// The server would even create a bot without any fields.
		name(
			'name',
			{
				displayName: 'Name',
				name: 'name',
				description: 'The name of the bot, which customers see above its messages',
			},
			{ isNeeded: true },
		),
		address(
			'outgoing_url',
			{
				displayName: 'Outgoing URL',
				name: 'outgoingUrl',
				placeholder: 'e.g. https://n8n.example.com/webhook/bot',
				description:
					'Where Chatwoot sends what happens in the inboxes of the bot, with http:// or https://',
			},
			{ isUsual: true },
		),
		text('description', {
			displayName: 'Description',
			name: 'description',
			description: 'What the bot does, for the list of bots in Chatwoot',
		}),
	],
});

export const agentBot: Resource = {
	name: 'Agent Bot',
	value: 'agentBot',
	description: 'Programs that answer in inboxes',
	kind: agentBots,
	operations: [
		createRecord(agentBots, {
			description:
				'Create a bot that answers in inboxes. Find its access token under Settings > Bots.',
			access: 'administrator',
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
				action: 'Reset access token of agent bot',
				description:
					'Make a new access token for a bot; the old one ends at once. See Settings > Bots.',
				access: 'administrator',
			},
			async (api, id) => await api.agentBots.resetToken(id),
		),
		resetRecord(
			agentBots,
			{
				name: 'Reset Secret',
				value: 'resetSecret',
				action: 'Reset secret of agent bot',
				description:
					'Make a new secret for what a bot is sent; the old one ends at once. See Settings > Bots.',
				access: 'administrator',
			},
			async (api, id) => await api.agentBots.resetSecret(id),
		),
		updateRecord(agentBots, {
			description: 'Change a bot of the account; bots of the installation cannot be changed',
			access: 'administrator',
		}),
	],
};
