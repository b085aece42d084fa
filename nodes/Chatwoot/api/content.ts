import type { IDataObject } from 'n8n-workflow';
import { quote } from '../../shared/text';

/** How a message is meant: to the customer, from the customer, or among the team. */
export const MESSAGE_KINDS = ['incoming', 'note', 'outgoing'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** The content types that people can write; the others belong to the server (chatwoot.md §6). */
export const CONTENT_TYPES = ['article', 'cards', 'form', 'input_select', 'text'] as const;
export type ContentType = (typeof CONTENT_TYPES)[number];

/** The longest content that the server stores, in characters (chatwoot.md §6). */
export const MAX_CONTENT = 150_000;

/** Keys that items may have; others are refused with a text in Ruby (chatwoot.md §6 Items). */
const ITEM_KEYS: Record<Exclude<ContentType, 'text'>, string[]> = {
	article: ['title', 'description', 'link'],
	cards: ['title', 'description', 'media_url', 'actions'],
	form: [
		'name',
		'type',
		'label',
		'placeholder',
		'default',
		'required',
		'pattern',
		'pattern_error',
		'options',
		'title',
	],
	input_select: ['title', 'value'],
};
const ACTION_KEYS = ['type', 'text', 'uri', 'payload'];

/**
 * What is wrong with the items of a message of this type, as the rest of a sentence about them
 * ("has no item"), or undefined when the server takes them.
 */
export function problemOfItems(
	type: Exclude<ContentType, 'text'>,
	items: unknown,
): string | undefined {
	if (!Array.isArray(items) || items.length === 0) return 'needs at least one item';
	for (const [index, item] of items.entries()) {
		const place = `item ${index + 1}`;
		const problem =
			problemOfKeys(place, item, ITEM_KEYS[type]) ??
			(type === 'cards' ? problemOfActions(place, item.actions) : undefined);
		if (problem) return problem;
	}
	return undefined;
}

function problemOfActions(place: string, actions: unknown): string | undefined {
	if (!Array.isArray(actions) || actions.length === 0) {
		return `needs a list of actions in ${place}: a card without actions is refused`;
	}
	return actions
		.map((action, index) => problemOfKeys(`action ${index + 1} of ${place}`, action, ACTION_KEYS))
		.find((problem) => problem !== undefined);
}

function problemOfKeys(place: string, value: unknown, allowed: string[]): string | undefined {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		return `should hold objects, but ${place} is none`;
	}
	const unknown = Object.keys(value).filter((key) => !allowed.includes(key));
	if (unknown.length === 0) return undefined;
	return `has the unknown key ${quote(unknown[0])} in ${place}: possible are ${allowed.join(', ')}`;
}

/** The fields that tell the server what kind of message it is. Words only: numbers slip past its checks. */
export function kindFields(kind: MessageKind): { message_type: string; private?: true } {
	if (kind === 'note') return { message_type: 'outgoing', private: true };
	return { message_type: kind };
}

/** An id that POST upload gave: data and its signature. Any other text is a 422 (chatwoot.md §6). */
export function isUploadId(text: string): boolean {
	return /^[\w=%+-]+--[0-9a-f]+$/i.test(text);
}

/** WhatsApp's words for what a template is for. */
export const TEMPLATE_CATEGORIES = ['AUTHENTICATION', 'MARKETING', 'UTILITY'] as const;

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

/** Longest text and largest whole number in a conversation's attributes (chatwoot.md §5). */
const MAX_TEXT = 1500;
const MAX_INTEGER = 9_999_999_999;

/** What is wrong with the attributes of a conversation, as the rest of a sentence, or undefined. */
export function problemOfAttributes(attributes: IDataObject): string | undefined {
	for (const [key, value] of Object.entries(attributes)) {
		if (typeof value === 'string' && value.length > MAX_TEXT) {
			return `has a text of ${value.length} characters in ${quote(key)}: Chatwoot takes at most ${MAX_TEXT}`;
		}
		if (Number.isInteger(value) && Number(value) > MAX_INTEGER) {
			return `has a number in ${quote(key)} that is too large: Chatwoot takes at most ${MAX_INTEGER}`;
		}
	}
	return undefined;
}
