/** What the keys of an answer say about their values. */
export const TIME =
	/(_at|_on|_since|_until|timestamp|last_seen|last_activity|_time|^time|^date|expiration|expiry)$/;
export const ID = /(^id|_id|Id|_ids|^ids|^before|^after|^in_reply_to|^agent_bot)$/;
/** Determined by a background job. */
export const LATE = /^(width|height)$/;
const DRAWN_ANEW = [
	...['token', 'secret', 'uuid', 'identifier', 'source_id', 'thumbnail', 'avatar', '_url', '^url'],
	...['script', 'signature', 'requestId', 'req-', 'blob_id', 'blob_key', 'cache_keys', 'etag'],
	...['password', 'value', 'refresh', 'hash'],
];
export const VOLATILE = new RegExp(`(${DRAWN_ANEW.join('|')})$`, 'i');
/** A name that the server makes up for visitors who gave none. */
export const MADE_UP = /^[a-z]+-[a-z]+-\d{1,3}$/;
export const TEXT = /^(error|errors|message|external_error|description)$/;
export const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;

const UUID_PATTERN = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
export const UUID = new RegExp(`^${UUID_PATTERN}$`, 'i');
const UUIDS = new RegExp(UUID_PATTERN, 'gi');

const SAME_KIND: Record<string, string> = {
	assignee: 'user',
	agent: 'user',
	before: 'message',
	after: 'message',
	in_reply_to: 'message',
	last_non_activity_message: 'message',
	mergee_contact: 'contact',
	base_contact: 'contact',
	display: 'conversation',
	inbox_member: 'inbox',
	team_member: 'user',
	participant: 'user',
	id: '',
};

/** The kind of thing that a key or path part names: contact_id, contacts, contact... -> one word. */
export function kindOf(key: string): string {
	const kind = key
		.replace(/(_ids?|Id)$/, '')
		.replace(/ies$/, 'y')
		.replace(/(x)es$/, '$1')
		.replace(/s$/, '');
	return SAME_KIND[kind] ?? kind;
}

/** Addresses are bound by their path: hosts differ. */
export function pathOf(address: string): string {
	return address.replace(/^https?:\/\/[^/]+/, '');
}

/** A text without what differs from run to run. */
export function blur(text: string): string {
	return text
		.replace(UUIDS, '#')
		.replace(/https?:\/\/[^/\s"]+/g, 'http://host')
		.replace(/\d+/g, '0')
		.replace(/eyJ[\w.+/=-]+/g, '#');
}
