/** A JSON object whose fields nobody has checked: the server stores most of what it is sent. */
export type Json = Record<string, unknown>;

/** The caller. Applications call with their own id as user id. */
export interface Actor {
	id: string;
	applicationId: string | null;
}

export interface Application {
	id: string;
	company_id: string;
	is_default: boolean;
	identity: Json;
	api: { hooks_url: string; allowed_ips: string; private_key: string };
	access: Json;
	display: Json;
	publication: Json;
	stats: Json;
}

export interface User extends Json {
	id: string;
	username: string;
	first_name: string;
	last_name: string;
}

export interface ChannelKey {
	company_id: string;
	workspace_id: string;
	id: string;
}

export interface Channel extends ChannelKey {
	is_readonly: boolean;
	is_default: boolean;
	archived: boolean;
	members: string[];
	connectors: string[];
	last_activity: number;
	name?: string;
	icon?: string;
	description?: string;
	channel_group?: string | null;
	visibility: string;
	archivation_date?: number;
	owner: string;
	updated_at: number;
	created_at: number;
	default: boolean;
	/** The message count given by the world. */
	seededMessages?: number;
}

export interface Member {
	type: 'member';
	favorite: boolean;
	notification_level: string;
	company_id: string;
	workspace_id: string;
	channel_id: string;
	user_id: string;
	created_at: number;
}

/** An entry of a thread. The first one of an application's thread has neither type nor id. */
export interface Participant extends Json {
	type?: string;
	id?: string;
	company_id?: string;
	workspace_id?: string;
}

export interface Thread {
	id: string;
	created_by: string;
	created_at: number;
	updated_at: number;
	last_activity: number;
	answers: number;
	participants: Participant[];
}

export interface MessageFile extends Json {
	message_id: string;
	id: string;
	metadata?: Json;
}

/** A message as stored: the text may be of any type after an edit, blocks too. */
export interface Message {
	thread_id: string;
	id: string;
	type: string;
	subtype: string | null;
	created_at: number;
	updated_at: number;
	user_id: string;
	application_id: string | null;
	text: unknown;
	blocks: unknown;
	files: MessageFile[] | null;
	context: unknown;
	edited: { edited_at: number } | null;
	pinned_info: { pinned_by: string; pinned_at: number } | null;
	quote_message: Json | null;
	reactions: Reaction[] | null;
	bookmarks: unknown;
	override: unknown;
	cache: { company_id?: string; workspace_id?: string; channel_id?: string } | null;
	links: Json[] | null;
	status: string;
}

export interface Reaction {
	name: string;
	count: number;
	users: string[];
}

export interface StoredFile {
	company_id: string;
	id: string;
	user_id: string;
	application_id: string | null;
	updated_at: number;
	created_at: number;
	metadata: { name?: string; mime?: string; thumbnails_status: string } | null;
	thumbnails: Json[];
	upload_data: { size: number; chunks: number } | null;
}

export interface Bookmark {
	name: unknown;
	company_id: string;
	user_id: string;
	id: string;
}

/** Emitted on every save of a message, like the hooks to applications: twake.md §10. */
export interface MessageSaved {
	/** In the shape that the kind of save gives it: new ones have no `links` yet, for example. */
	message: Partial<Message> & { ephemeral?: unknown };
	thread: Thread;
	created: boolean;
}
