import type { IDataObject } from 'n8n-workflow';
import { objectWith } from '../../shared/answers';
import type { Requester } from '../../shared/request';
import type { Message } from './content';

/** Where a message is or goes; the legacy API needs the channel in every call. */
export interface LegacyPlace {
	company: string;
	channel: string;
	/** The id of the thread's first message; undefined for a new thread. */
	thread?: string;
	/** Undefined for a new message. */
	message?: string;
}

export interface LegacyContent {
	text: string;
	context?: IDataObject;
	/**
	 * For one person; or, without a recipient as in the server's guide, for all who have the channel
	 * open.
	 */
	ephemeral?: { id: string; recipient?: string };
}

/** A message as the legacy API returns it. */
export interface LegacyMessage extends IDataObject {
	id?: string | null;
	/** Empty for the first message of a thread. */
	parent_message_id?: string | null;
	sender?: string | null;
	application_id?: string | null;
	/** Seconds since 1970. */
	creation_date?: number;
	/** The text as it was sent, or the form into which the server parsed it. */
	content?: string | IDataObject | IDataObject[];
}

/**
 * Messages through the legacy API, based on the server's source and not measured (twake.md §11).
 * All ids are uuids in lower case.
 */
export class LegacyApi {
	constructor(private readonly requester: Requester) {}

	/**
	 * Posts a message, or replaces the one that `place.message` names. An unknown thread is not
	 * refused: older servers then begin a new one, which `parent_message_id` of the answer shows.
	 * Servers from v2021.Q2.550 on unpin a message when changing it.
	 */
	async save(place: LegacyPlace, content: LegacyContent): Promise<LegacyMessage> {
		const { company, message } = place;
		const { text, context, ephemeral } = content;
		const hint = message
			? 'There is probably no message with this ID in this channel and thread, or it is not the application’s.'
			: 'There is probably no channel with this ID, or the application has no access to it.';
		const { object } = await this.requester.send({
			answer: objectWith<{ object?: LegacyMessage }>(),
			method: 'POST',
			path: '/api/v1/messages/save',
			body: {
				group_id: company,
				message: {
					...placed(place),
					content: text,
					...(context && { hidden_data: context }),
					...(ephemeral && {
						_once_ephemeral_message: true,
						...(ephemeral.recipient !== undefined && {
							ephemeral_id: ephemeral.id,
							ephemeral_message_recipients: [ephemeral.recipient],
						}),
					}),
				},
			},
			hint,
		});
		// Messages that are not stored have no id.
		if (object && (object.id || ephemeral)) return object;
		const problem = { message: 'Twake answered without a message, so it probably saved none' };
		throw this.requester.error({ ...problem, description: hint });
	}

	/** Withdraws a message; false when the server says that it did not. */
	async remove(place: LegacyPlace): Promise<boolean> {
		const { result } = await this.requester.send({
			answer: objectWith<{ result?: unknown }>(),
			method: 'POST',
			path: '/api/v1/messages/remove',
			body: { group_id: place.company, message: placed(place) },
		});
		return Boolean(result);
	}
}

/** Here, a thread's first message does not belong to a thread. */
function placed({ channel, thread, message }: LegacyPlace): IDataObject {
	return {
		channel_id: channel,
		...(thread && thread !== message && { parent_message_id: thread }),
		...(message && { id: message }),
	};
}

/** A legacy message in the form of the application API; `text` is used if the answer has none. */
export function fromLegacy(answer: LegacyMessage, place: LegacyPlace, text: string): Message {
	const { company, channel } = place;
	const id = answer.id ? String(answer.id) : '';
	return {
		id,
		thread_id: answer.parent_message_id || id,
		subtype: 'application',
		text: textOf(answer.content) ?? text,
		user_id: answer.sender ?? answer.application_id ?? '',
		application_id: answer.application_id ?? null,
		created_at: Number(answer.creation_date) * 1000,
		cache: { company_id: company, channel_id: channel },
	};
}

/** Servers from v2021.Q2.550 on return an object, whose text may be empty (twake.md §11). */
function textOf(content: LegacyMessage['content']): string | undefined {
	if (typeof content === 'string') return content;
	const { original_str: original, fallback_string: fallback } = (content ?? {}) as IDataObject;
	return [original, fallback].find(
		(text): text is string => typeof text === 'string' && text !== '',
	);
}
