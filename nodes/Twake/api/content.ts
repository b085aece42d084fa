import type { IDataObject } from 'n8n-workflow';
import { isSame } from '../../shared/json';

/**
 * The content of a message (twake.md §5). In an edit, missing fields stay as they are (twake.md
 * §7).
 */
export interface MessageContent {
	text?: string;
	/** Shown by the web client only together with `subtype: "application"` (twake.md §9). */
	blocks?: IDataObject[];
	/** Any JSON object; stored with the message and returned, also in hooks. */
	context?: IDataObject;
	/** Name and picture to show instead of the application's. */
	override?: { title?: string; picture?: string };
	quote?: { id: string; thread_id: string };
	/** Ids of uploaded files. */
	files?: string[];
	/**
	 * Shown to one person only, and not stored (twake.md §5). In the legacy API without a recipient:
	 * there, a new message can be ephemeral for all who have the channel open (twake.md §11).
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

/** The server fills in name, type and size (twake.md §5). */
function fileReference(company: string, id: string): IDataObject {
	return { metadata: { source: 'internal', external_id: { company_id: company, id } } };
}

/** An emoji or its name, with those who gave it. */
export interface Reaction extends IDataObject {
	name: string;
	users: string[];
}

/** A message as Twake returns it; a thread's first message has the thread's id. */
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
	/** The replies that match the feed's filter. */
	highlighted_replies?: Message[];
	quote_message?: IDataObject | null;
	reactions?: Reaction[] | null;
	files?: AttachedFile[] | null;
}

/** A file in a message: one that Twake keeps (`source: internal`), or the name of one elsewhere. */
export interface AttachedFile extends IDataObject {
	metadata?: {
		source?: string;
		external_id?: { company_id?: string; id?: string };
		name?: string;
		mime?: string;
	};
}

/**
 * The context of a message by the application itself. Anybody can post a message with any context
 * (twake.md §5), and with a key in it take over what is meant for others, or hold it back. So
 * contexts written by others must not decide anything.
 */
export function ownContext(message: Message, application: string): IDataObject | undefined {
	const { context, application_id: author } = message;
	return author === application ? ((context as IDataObject | null) ?? undefined) : undefined;
}

/**
 * Whether a message has the content that an edit should have given it. Twake answers an edit of
 * somebody else's message with success and the old content (twake.md §7). Fields missing from an
 * answer, as in the legacy API, count as done.
 */
export function holds(message: Message, { text, blocks, context }: MessageContent): boolean {
	const changed: IDataObject = {
		...(text !== undefined && { text }),
		// Without blocks, the server shows one that it builds from the text.
		...(blocks?.length && { blocks }),
		...(context && { context }),
	};
	return Object.entries(changed).every(([name, value]) =>
		message[name] === undefined ? true : isSame(message[name], value),
	);
}
