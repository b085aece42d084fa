import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { API_CHANNEL } from '../../api/channels';
import { address, field, flag, name } from '../kinds/fields';
import type { Field } from '../kinds/fields';
import type { ChatwootParameters } from '../parameters/parameters';
import { website } from '../parameters/urls';

/** The channels whose inboxes can be created without an account at another service. */
export const CHANNELS = ['api', 'email', 'website'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The names of channels in Chatwoot's answers. */
export const CHANNEL_TYPES: Record<Channel, string> = {
	api: API_CHANNEL,
	email: 'Channel::Email',
	website: 'Channel::WebWidget',
};

/** A field that only inboxes of some channels have; it is sent as part of `channel`. */
export interface ChannelField extends Field {
	of: Channel[];
}

const forChannels = (channels: Channel[], channelField: Field): ChannelField => ({
	...channelField,
	of: channels,
});

const whenCreating = (property: INodeProperties, channel: Channel): INodeProperties => ({
	...property,
	displayOptions: { show: { channel: [channel] } },
});

const webhookUrl = address('webhook_url', {
	displayName: 'Webhook URL',
	name: 'webhookUrl',
	placeholder: 'e.g. https://n8n.example.com/webhook/chatwoot',
	description:
		'API inboxes: where Chatwoot sends what happens in the inbox, with http:// or https://. Messages fail while nothing answers there.',
});

const websiteUrl = field(
	'website_url',
	{
		displayName: 'Website URL',
		name: 'websiteUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://shop.example.com',
		description: 'Website inboxes: the address of the website that shows the chat',
	},
	website,
);

/** The fields shown above the collection of a new inbox, each for its channel. */
export const mainFields: INodeProperties[] = [
	whenCreating(webhookUrl.property, 'api'),
	whenCreating(
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
	whenCreating(websiteUrl.property, 'website'),
];

/** Further fields for the channel of a new inbox. */
export const newChannelFields: ChannelField[] = [
	forChannels(
		['api'],
		field(
			'additional_attributes',
			{
				displayName: 'Agent Reply Time Window (Hours)',
				name: 'replyWindow',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 24,
				description:
					'API inboxes: how many hours after the last message of a customer agents may still write',
			},
			replyWindow,
		),
	),
	forChannels(
		['api', 'website'],
		flag('hmac_mandatory', {
			displayName: 'Identity Validation Mandatory',
			name: 'hmacMandatory',
			default: false,
			description:
				'Whether API and website inboxes only take contacts whose identity is proven by HMAC',
		}),
	),
	forChannels(
		['website'],
		name('welcome_tagline', {
			displayName: 'Welcome Tagline',
			name: 'welcomeTagline',
			description: 'Website inboxes: the line below the welcome title',
		}),
	),
	forChannels(
		['website'],
		name('welcome_title', {
			displayName: 'Welcome Title',
			name: 'welcomeTitle',
			description: 'Website inboxes: the title of the chat window',
		}),
	),
	forChannels(
		['website'],
		name('widget_color', {
			displayName: 'Widget Color',
			name: 'widgetColor',
			type: 'color',
			default: '#1f93ff',
			description: 'Website inboxes: the color of the chat window',
		}),
	),
];

/** The fields of an inbox's channel that can be changed. */
export const changedChannelFields: ChannelField[] = [
	...newChannelFields,
	forChannels(['api'], webhookUrl),
	forChannels(['website'], websiteUrl),
];

/** The channel of a new inbox. */
export function newChannelFrom(param: ChatwootParameters): IDataObject {
	const channel = param.choice('channel', CHANNELS);
	const rest = channelFrom(newChannelFields, param, 'additionalFields', channel);
	if (channel === 'email') {
		const email = param.email('email') ?? param.refuse('email', 'is empty');
		return { type: 'email', email, ...rest };
	}
	if (channel === 'website') {
		const website_url = website(param, 'websiteUrl') ?? param.refuse('websiteUrl', 'is empty');
		return { type: 'web_widget', website_url, ...rest };
	}
	const webhook_url = webhookUrl.read(param, 'webhookUrl') as string | undefined;
	return { type: 'api', ...(webhook_url !== undefined && { webhook_url }), ...rest };
}

/**
 * The channel's fields of an inbox, from the collection at `path`. If the channel is known, fields
 * that it does not have are refused: the server ignores them silently.
 */
export function channelFrom(
	fields: ChannelField[],
	param: ChatwootParameters,
	path: 'additionalFields' | 'updateFields',
	channel?: Channel | 'other',
): IDataObject {
	const columns = fields.flatMap(({ key, property, of: channels, read }) => {
		const at = `${path}.${property.name}`;
		const value = read(param, at);
		if (value === undefined) return [];
		if (channel && !channels.some((each) => each === channel)) {
			param.refuse(at, 'is not for inboxes of this type', channelWayOut(channels));
		}
		return [[key, value]];
	});
	return Object.fromEntries(columns) as IDataObject;
}

function channelWayOut(channels: Channel[]): string {
	const names = channels.map((channel) => CHANNEL_TYPES[channel]).join(' and ');
	return `Only inboxes of the type ${names} have it. Leave it out.`;
}

function replyWindow(param: ChatwootParameters, path: string): IDataObject | undefined {
	if (param.optionalText(path) === undefined) return undefined;
	return { agent_reply_time_window: param.count(path) };
}
