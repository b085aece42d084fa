import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ChatwootParameters } from '../operation/parameters';
import { createRecord } from '../records/records';
import { website, webUrl } from '../operation/urls';
import { channelFields, channelFrom, CHANNELS, webhookUrlField, websiteUrlField } from './channel';
import { inboxes } from './kind';
import { settingFields, settingsFrom } from './settings';

const shownFor = (field: INodeProperties, channel: string): INodeProperties => ({
	...field,
	displayOptions: { show: { channel: [channel] } },
});

export const createInbox = createRecord(inboxes, {
	description:
		'Create an inbox for an API, a website or e-mails. It has no members yet: add them with Add Members.',
	access: 'administrator',
	properties: [
		{
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
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'Shop',
			description: 'The name of the inbox, which customers may see. Two inboxes can have the same.',
		},
		shownFor(webhookUrlField, 'api'),
		shownFor(
			{
				displayName: 'Email',
				name: 'email',
				type: 'string',
				placeholder: 'name@email.com',
				default: '',
				description: 'The e-mail address that customers write to. Only one inbox can have it.',
			},
			'email',
		),
		shownFor(websiteUrlField, 'website'),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [...channelFields, ...settingFields].sort((one, other) =>
				one.displayName.localeCompare(other.displayName),
			),
		},
	],
	fieldsFrom: (param) => ({
		name: param.requiredText('name').trim(),
		...settingsFrom(param, 'additionalFields'),
		channel: newChannel(param),
	}),
});

function newChannel(param: ChatwootParameters): IDataObject {
	const channel = param.choice('channel', CHANNELS);
	const rest = channelFrom(param, 'additionalFields', channel);
	if (channel === 'email') {
		const email = param.email('email') ?? param.refuse('email', 'is empty');
		return { type: 'email', email, ...rest };
	}
	if (channel === 'website') {
		const website_url = website(param, 'websiteUrl') ?? param.refuse('websiteUrl', 'is empty');
		return { type: 'web_widget', website_url, ...rest };
	}
	const webhook_url = webUrl(param, 'webhookUrl');
	return { type: 'api', ...(webhook_url !== undefined && { webhook_url }), ...rest };
}
