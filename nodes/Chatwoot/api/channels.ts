import type { IDataObject } from 'n8n-workflow';

/** Fields that only some inboxes take; others refuse or ignore them (chatwoot.md §6). */
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
	/** The rest of a sentence that begins with the parameter's name. */
	text: string;
	wayOut: string;
}

/**
 * Which field of a message does not fit an inbox of this type (`Channel::Api`); undefined if all
 * do.
 */
export function channelProblem(fields: IDataObject, channel: string): ChannelProblem | undefined {
	if (fields.message_type === 'incoming' && channel !== API_CHANNEL) {
		return {
			field: 'message_type',
			text: 'is Incoming, but the inbox is not an API inbox',
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

/** Whether a message has fields that depend on the type of the inbox. */
export function needsChannel(fields: IDataObject): boolean {
	return NEEDS.some(({ field }) => fields[field] !== undefined);
}

/** The only inbox type in which the API can write messages as the customer (chatwoot.md §6). */
export const API_CHANNEL = 'Channel::Api';
