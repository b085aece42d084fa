import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import type { Channel } from '../api/channels';
import type { Message, Reaction } from '../api/content';
import type { User } from '../api/users';

/** A delivery of Twake (twake.md §10). For `hook` everything but the content is null. */
export interface Delivery {
	type: string;
	name?: string | null;
	content?: {
		/** The message itself, or for `hook` an envelope around it. */
		message?: Message | Envelope;
		channel?: Channel;
		thread?: { id: string };
		parent_message?: Message;
		user?: User;
		command?: string;
		form?: IDataObject;
		from_icon?: boolean;
		hidden_data?: IDataObject;
		configurator_id?: string;
	} | null;
	user_id?: string | null;
	company_id?: string | null;
	workspace_id?: string | null;
	connection_id?: string | null;
}

export interface Envelope {
	type: 'message';
	company_id: string;
	channel: Channel;
	thread: { id: string };
	message: HookedMessage;
}

/** A message in a hook, with the fields that show which change made Twake send it. */
export interface HookedMessage extends Message {
	updated_at: number;
	edited: { edited_at: number } | null;
	pinned_info: IDataObject | null;
	reactions: Reaction[] | null;
}

/** Reads a raw body; undefined when it is not a delivery. */
export function deliveryIn(raw: Buffer): Delivery | undefined {
	return deliveryOf(parsed(raw));
}

/**
 * Reads a body. The contents of an event come from a user's client (twake.md §10), so fields
 * without the expected form are left out.
 */
export function deliveryOf(body: unknown): Delivery | undefined {
	if (!isObject(body) || typeof body.type !== 'string') return undefined;
	const name = typeof body.name === 'string' ? body.name : null;
	return { ...body, name, content: contentIn(body.content) } as Delivery;
}

function parsed(raw: Buffer): unknown {
	try {
		return JSON.parse(raw.toString());
	} catch {
		return undefined;
	}
}

function contentIn(content: unknown): IDataObject | null {
	if (!isObject(content)) return null;
	const { message, parent_message: parent, channel, thread, user, form, ...rest } = content;
	const isEnvelope = isObject(message) && 'message' in message;
	return {
		...rest,
		...objects({
			message: isEnvelope ? envelopeIn(message) : messageIn(message),
			parent_message: messageIn(parent),
			...{ channel, thread, user, form },
		}),
	};
}

function envelopeIn({ channel, message, ...rest }: IDataObject): IDataObject | undefined {
	if (!isObject(message)) return undefined;
	return { ...rest, ...objects({ channel, message: messageIn(message) }) };
}

function messageIn(message: unknown): IDataObject | undefined {
	if (!isObject(message)) return undefined;
	const { id, text, created_at: created, updated_at: updated, files, edited } = message;
	const isEdited = isObject(edited) && typeof edited.edited_at === 'number';
	return {
		...message,
		id: typeof id === 'string' ? id : '',
		text: typeof text === 'string' ? text : '',
		created_at: typeof created === 'number' ? created : NaN,
		updated_at: typeof updated === 'number' ? updated : NaN,
		edited: isEdited ? edited : null,
		files: Array.isArray(files) ? (files as unknown[]).filter(isObject) : null,
	};
}

/** Those of the values that are objects. */
function objects(values: Record<string, unknown>): IDataObject {
	return Object.fromEntries(
		Object.entries(values).filter((entry): entry is [string, IDataObject] => isObject(entry[1])),
	);
}
