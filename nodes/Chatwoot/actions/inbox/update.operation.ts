import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ChatwootParameters } from '../operation/parameters';
import { given, updateRecord } from '../records/records';
import {
	CHANNELS,
	CHANNEL_TYPES,
	channelFields,
	channelFrom,
	webhookUrlField,
	websiteUrlField,
} from './channel';
import { inboxes } from './kind';
import { settingFields, settingsFrom } from './settings';

const FIELDS = 'updateFields';

const ownFields: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		description: 'The new name of the inbox',
	},
	{
		displayName: 'Remove Webhook URL',
		name: 'removeWebhookUrl',
		type: 'boolean',
		default: true,
		description: 'Whether an API inbox stops sending what happens to its webhook URL',
	},
	webhookUrlField,
	websiteUrlField,
];

export const updateInbox = updateRecord(inboxes, {
	description: 'Change the settings of an inbox',
	access: 'administrator',
	options: [...channelFields, ...settingFields, ...ownFields].sort((one, other) =>
		one.displayName.localeCompare(other.displayName),
	),
	fieldsFrom(param) {
		const channel = changedChannel(param);
		return given({
			name: param.trimmed(`${FIELDS}.name`),
			...settingsFrom(param, FIELDS),
			channel: Object.keys(channel).length > 0 ? channel : undefined,
		});
	},
	async complete({ param }, api, { id, fields }) {
		const { channel } = fields as { channel?: IDataObject };
		if (channel === undefined) return fields;
		const inbox = await api.inboxes.get(id);
		const known = CHANNELS.find((each) => CHANNEL_TYPES[each] === inbox.channel_type);
		channelFrom(param, FIELDS, known ?? 'other');
		if (known !== 'api' && removesWebhook(param)) {
			param.refuse(`${FIELDS}.removeWebhookUrl`, 'is only for inboxes of the type Channel::Api');
		}
		if (channel.additional_attributes === undefined) return fields;
		// The server replaces them as a whole.
		const attributes = { ...(inbox.additional_attributes as IDataObject) };
		Object.assign(attributes, channel.additional_attributes);
		return { ...fields, channel: { ...channel, additional_attributes: attributes } };
	},
});

function changedChannel(param: ChatwootParameters): IDataObject {
	const channel = channelFrom(param, FIELDS);
	if (!removesWebhook(param)) return channel;
	if (channel.webhook_url === undefined) return { ...channel, webhook_url: '' };
	return param.refuse(
		`${FIELDS}.removeWebhookUrl`,
		'is on, and there is a new webhook URL',
		'Leave one of them out.',
	);
}

function removesWebhook(param: ChatwootParameters): boolean {
	return param.boolean(`${FIELDS}.removeWebhookUrl`);
}
