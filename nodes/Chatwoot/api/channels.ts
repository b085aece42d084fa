import type { IDataObject } from 'n8n-workflow';

/** The fields that only some inboxes take; others refuse or forget them (chatwoot.md §6). */
const NEEDS = [
	{ field: 'to_emails', what: 'e-mail', types: ['Channel::Email'] },
	{ field: 'cc_emails', what: 'e-mail', types: ['Channel::Email'] },
	{ field: 'bcc_emails', what: 'e-mail', types: ['Channel::Email'] },
	{
		field: 'template_params',
		what: 'WhatsApp',
		types: ['Channel::Whatsapp', 'Channel::TwilioSms'],
	},
] as const;

interface ChannelProblem {
	field: 'message_type' | (typeof NEEDS)[number]['field'];
	/** The rest of a sentence that begins with the parameter. */
	text: string;
	wayOut: string;
}

/** What of a message does not go with an inbox of this type (`Channel::Api`), or undefined. */
export function channelProblem(fields: IDataObject, channel: string): ChannelProblem | undefined {
	if (fields.message_type === 'incoming' && channel !== API_CHANNEL) {
		return {
			field: 'message_type',
			text: 'is Incoming, but the inbox is no API inbox',
			wayOut: 'Only in API inboxes can messages be written in the name of the customer.',
		};
	}
	const needs = NEEDS.find(
		({ field, types }) => fields[field] !== undefined && !types.some((type) => type === channel),
	);
	return (
		needs && {
			field: needs.field,
			text: `is given, but the inbox is no ${needs.what} inbox`,
			wayOut: `It is of the type ${channel.replace('Channel::', '')}, which has no such thing.`,
		}
	);
}

/** Whether the type of the inbox matters to a message. */
export function needsChannel(fields: IDataObject): boolean {
	return NEEDS.some(({ field }) => fields[field] !== undefined);
}

/** The type of inbox in which customers' messages can be written by the API (chatwoot.md §6). */
export const API_CHANNEL = 'Channel::Api';
