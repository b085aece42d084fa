import type { IDataObject } from 'n8n-workflow';
import { isSame } from '../../shared/json';

/** What a message holds (twake.md §5). Absent fields are left as they are in an edit (twake.md §7). */
export interface MessageContent {
	text?: string;
	/** Shown by the web client only together with `subtype: "application"` (twake.md §9). */
	blocks?: IDataObject[];
	/** Any JSON object; kept with the message and given back, also in hooks. */
	context?: IDataObject;
	/** Name and picture to show instead of the application's. */
	override?: { title?: string; picture?: string };
	quote?: { id: string; thread_id: string };
	/** Ids of uploaded files. */
	files?: string[];
	/**
	 * Shown to one person only, and not stored (twake.md §5). Without a recipient in the legacy API, where
	 * a new message for all who have the channel open may be one (twake.md §11).
	 */
	ephemeral?: { id: string; recipient?: string };
}

/** A message in the form that the API takes. `company`: where the uploaded files are. */
export function messageBody(content: MessageContent, company: string): IDataObject {
	const { text, blocks, context, override, quote, files, ephemeral } = content;
	return {
		...(text !== undefined && { text }),
		...(blocks && { blocks }),
		...(blocks?.length && { subtype: 'application' }),
		...(context && { context }),
		...(override && { override }),
		...(quote && { quote_message: quote }),
		...(files && { files: files.map((id) => fileReference(company, id)) }),
		...(ephemeral && { ephemeral: { ...ephemeral, version: '1', recipient_context_id: '' } }),
	};
}

/** Name, type and size are filled in by the server (twake.md §5). */
function fileReference(company: string, id: string): IDataObject {
	return { metadata: { source: 'internal', external_id: { company_id: company, id } } };
}

/** By its emoji or the name of it, with those who gave it. */
export interface Reaction extends IDataObject {
	name: string;
	users: string[];
}

/** A message as Twake answers it; a thread's first message has the thread's id. */
export interface Message extends IDataObject {
	id: string;
	thread_id: string;
	/** `deleted` for a withdrawn message. */
	subtype: string | null;
	text: string;
	user_id: string;
	application_id: string | null;
	/** Milliseconds since 1970. */
	created_at: number;
	/** Where the message was posted first. */
	cache?: { company_id: string; workspace_id?: string; channel_id: string };
	stats?: { replies: number; last_activity: number };
	last_replies?: Message[];
	/** Those that a filter of the feed has found. */
	highlighted_replies?: Message[];
	quote_message?: IDataObject | null;
	reactions?: Reaction[] | null;
	files?: Array<{ metadata?: { external_id?: { id?: string }; name?: string } }> | null;
}

/**
 * The context of a message of the application itself. Anybody can post a message with any context
 * (twake.md §5), and by a key in it take over what is meant for others, or keep it back: nothing is to
 * be decided by what others have written there.
 */
export function ownContext(message: Message, application: string): IDataObject | undefined {
	const { context, application_id: author } = message;
	return author === application ? ((context as IDataObject | null) ?? undefined) : undefined;
}

/**
 * Whether a message holds what an edit should have put there. Twake answers the edit of somebody
 * else's message with success and the old content (twake.md §7). What an answer leaves out, as
 * the legacy API does, is taken for done.
 */
export function holds(message: Message, { text, blocks, context }: MessageContent): boolean {
	const changed: IDataObject = {
		...(text !== undefined && { text }),
		// Without blocks the server shows one that it makes of the text.
		...(blocks?.length && { blocks }),
		...(context && { context }),
	};
	return Object.entries(changed).every(([name, value]) =>
		message[name] === undefined ? true : isSame(message[name], value),
	);
}
