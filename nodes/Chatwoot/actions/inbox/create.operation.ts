import type { INodeProperties } from 'n8n-workflow';
import { createRecord } from '../records/records';
import { mainFields, newChannelFields, newChannelFrom } from './channel';
import { inboxes } from './kind';

const channelField: INodeProperties = {
	displayName: 'Channel',
	name: 'channel',
	type: 'options',
	options: [
		{
			name: 'API',
			value: 'api',
			description: 'Messages come and go over the API, for example through workflows of n8n',
		},
		{
			name: 'Email',
			value: 'email',
			description: 'E-mails to one address; the mail server is set up in Chatwoot',
		},
		{ name: 'Website', value: 'website', description: 'A chat window on a website' },
	],
	default: 'api',
	description: 'How customers reach the inbox: api, email or website',
};

export const createInbox = createRecord(inboxes, {
	description:
		'Create an inbox for an API, a website or e-mails; then add members with Add Members.',
	access: 'administrator',
	own: [channelField, ...mainFields],
	more: newChannelFields.map(({ property }) => property),
	complete: (param, fields) => ({ ...fields, channel: newChannelFrom(param) }),
});
