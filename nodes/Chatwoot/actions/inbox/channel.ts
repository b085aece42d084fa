import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ChatwootParameters } from '../operation/parameters';
import { given } from '../records/records';
import { website, webUrl } from '../operation/urls';

/** The channels whose inboxes can be made without an account at another service. */
export const CHANNELS = ['api', 'email', 'website'] as const;
export type Channel = (typeof CHANNELS)[number];

/** How Chatwoot names a channel in answers. */
export const CHANNEL_TYPES: Record<Channel, string> = {
	api: 'Channel::Api',
	email: 'Channel::Email',
	website: 'Channel::WebWidget',
};

export const webhookUrlField: INodeProperties = {
	displayName: 'Webhook URL',
	name: 'webhookUrl',
	type: 'string',
	default: '',
	placeholder: 'https://n8n.example.com/webhook/chatwoot',
	description:
		'API inboxes: where Chatwoot sends what happens in the inbox, with http:// or https://. Messages fail while nothing answers there.',
};

export const websiteUrlField: INodeProperties = {
	displayName: 'Website URL',
	name: 'websiteUrl',
	type: 'string',
	default: '',
	placeholder: 'https://shop.example.com',
	description: 'Website inboxes: the address of the website that shows the chat',
};

/** What else can be said about a channel, as entries of a collection. */
export const channelFields: INodeProperties[] = [
	{
		displayName: 'Agent Reply Time Window (Hours)',
		name: 'replyWindow',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 24,
		description:
			'API inboxes: how many hours after the last message of a customer agents may still write',
	},
	{
		displayName: 'Identity Validation Mandatory',
		name: 'hmacMandatory',
		type: 'boolean',
		default: false,
		description:
			'Whether API and website inboxes only take contacts whose identity is proven by HMAC',
	},
	{
		displayName: 'Welcome Tagline',
		name: 'welcomeTagline',
		type: 'string',
		default: '',
		description: 'Website inboxes: the line below the welcome title',
	},
	{
		displayName: 'Welcome Title',
		name: 'welcomeTitle',
		type: 'string',
		default: '',
		description: 'Website inboxes: the title of the chat window',
	},
	{
		displayName: 'Widget Color',
		name: 'widgetColor',
		type: 'color',
		default: '#1f93ff',
		description: 'Website inboxes: the color of the chat window',
	},
];

/** A field of a channel, by the parameter it comes from. */
interface ChannelField {
	name: string;
	column: string;
	of: Channel[];
	read(param: ChatwootParameters, path: string): unknown;
}

const text = (param: ChatwootParameters, path: string) => param.trimmed(path);

const FIELDS: ChannelField[] = [
	{ name: 'webhookUrl', column: 'webhook_url', of: ['api'], read: webUrl },
	{ name: 'websiteUrl', column: 'website_url', of: ['website'], read: website },
	{ name: 'replyWindow', column: 'additional_attributes', of: ['api'], read: replyWindow },
	{
		name: 'hmacMandatory',
		column: 'hmac_mandatory',
		of: ['api', 'website'],
		read: (param, path) => param.optionalBoolean(path),
	},
	{ name: 'welcomeTagline', column: 'welcome_tagline', of: ['website'], read: text },
	{ name: 'welcomeTitle', column: 'welcome_title', of: ['website'], read: text },
	{ name: 'widgetColor', column: 'widget_color', of: ['website'], read: text },
];

/**
 * The channel's part of an inbox from the parameters at `path`. With a channel, fields that it does
 * not have are refused: the server ignores them silently.
 */
export function channelFrom(
	param: ChatwootParameters,
	path: string,
	channel?: Channel | 'other',
): IDataObject {
	const columns = FIELDS.map(({ name, column, of, read }) => {
		const value = read(param, `${path}.${name}`);
		if (value !== undefined && channel && !of.some((each) => each === channel)) {
			param.refuse(`${path}.${name}`, 'is not for inboxes of this type', forWhom(of));
		}
		return [column, value];
	});
	return given(Object.fromEntries(columns) as IDataObject);
}

function forWhom(channels: Channel[]): string {
	const names = channels.map((channel) => CHANNEL_TYPES[channel]).join(' and ');
	return `Only inboxes of the type ${names} have it. Leave it out.`;
}

function replyWindow(param: ChatwootParameters, path: string): IDataObject | undefined {
	if (param.optionalText(path) === undefined) return undefined;
	return { agent_reply_time_window: param.count(path) };
}
