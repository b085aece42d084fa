import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ChatwootParameters } from '../parameters/parameters';
import { updateRecord } from '../records/records';
import { changedChannelFields, channelFrom, CHANNELS, CHANNEL_TYPES } from './channel';
import { inboxes } from './kind';

const removeWebhookField: INodeProperties = {
	displayName: 'Remove Webhook URL',
	name: 'removeWebhookUrl',
	type: 'boolean',
	default: true,
	description: 'Whether an API inbox stops sending what happens to its webhook URL',
};
const REMOVE = 'updateFields.removeWebhookUrl';

export const updateInbox = updateRecord(inboxes, {
	description: 'Change the settings of an inbox',
	access: 'administrator',
	more: [removeWebhookField, ...changedChannelFields.map(({ property }) => property)],
	complete(param, fields) {
		const channel = changedChannel(param);
		return Object.keys(channel).length > 0 ? { ...fields, channel } : fields;
	},
	async adapt({ id, fields }, api, param) {
		const { channel } = fields as { channel?: IDataObject };
		if (channel === undefined) return fields;
		const inbox = await api.inboxes.get(id);
		const known = CHANNELS.find((each) => CHANNEL_TYPES[each] === inbox.channel_type);
		channelFrom(changedChannelFields, param, 'updateFields', known ?? 'other');
		if (known !== 'api' && param.boolean(REMOVE)) {
			param.refuse(REMOVE, 'is only for inboxes of the type Channel::Api');
		}
		if (channel.additional_attributes === undefined) return fields;
		// The server replaces these attributes as a whole.
		const attributes = { ...(inbox.additional_attributes as IDataObject) };
		Object.assign(attributes, channel.additional_attributes);
		return { ...fields, channel: { ...channel, additional_attributes: attributes } };
	},
});

function changedChannel(param: ChatwootParameters): IDataObject {
	const channel = channelFrom(changedChannelFields, param, 'updateFields');
	if (!param.boolean(REMOVE)) return channel;
	if (channel.webhook_url === undefined) return { ...channel, webhook_url: '' };
	return param.refuse(REMOVE, 'is on, and there is a new webhook URL', 'Leave one of them out.');
}
