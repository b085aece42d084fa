import { escapeHtml, pill, plainOf } from './html';
import { htmlOf } from './markdown';
import type { Content, Relation } from './types';

export const FORMATS = ['text', 'markdown', 'html'] as const;
export const KINDS = ['m.text', 'm.notice', 'm.emote'] as const;

/** A message as a user describes it. */
export interface Draft {
	text: string;
	format: (typeof FORMATS)[number];
	kind: (typeof KINDS)[number];
	/** Whom to notify, by ID. */
	mentions: string[];
	/** Notifies everybody in the room. */
	mentionsRoom: boolean;
}

/**
 * The content to send. Mentions are always included: without them the server looks for people's
 * names in the text (matrix.md §5 Mentions). The people mentioned are named at the beginning, so
 * that it is visible.
 */
export function contentOf(draft: Draft): Content {
	const { text, format, kind, mentions, mentionsRoom } = draft;
	const plain = format === 'html' ? plainOf(text) : text;
	const names = [...(mentionsRoom ? ['@room'] : []), ...mentions];
	const html = names.length > 0 || format !== 'text' ? htmlFor(draft) : undefined;
	return {
		msgtype: kind,
		body: [...names, plain].join(' '),
		...(html !== undefined && {
			format: 'org.matrix.custom.html',
			formatted_body: [...names.map((name) => (name === '@room' ? name : pill(name))), html].join(
				' ',
			),
		}),
		'm.mentions': {
			...(mentions.length > 0 && { user_ids: mentions }),
			...(mentionsRoom && { room: true }),
		},
	};
}

/** The IDs of those whom a message names as mentioned: anybody can write anything there. */
export function mentionedIn({ 'm.mentions': mentions }: Content): string[] | undefined {
	const users: unknown = mentions?.user_ids;
	return Array.isArray(users) ? users.filter((user) => typeof user === 'string') : undefined;
}

function htmlFor({ text, format }: Draft): string {
	if (format === 'html') return text;
	if (format === 'text') return escapeHtml(text).replace(/\r?\n/g, '<br>');
	const html = htmlOf(text);
	// Clients show a paragraph as an extra line, so a single one is unwrapped.
	const only = /^<p>([\s\S]*)<\/p>$/.exec(html)?.[1] ?? '<p>';
	return only.includes('<p>') ? html : only;
}

/** A file as a message; a body that differs from its name is its caption (matrix.md [304]). */
export function fileContent(
	file: { name: string; type: string; size: number; width?: number; height?: number },
	uri: string,
	caption: string | undefined,
): Content {
	const [kind] = file.type.split('/');
	const { width: w, height: h } = file;
	return {
		msgtype: ['image', 'audio', 'video'].includes(kind) ? `m.${kind}` : 'm.file',
		body: caption ?? file.name,
		filename: file.name,
		url: uri,
		info: { mimetype: file.type, size: file.size, ...(w !== undefined && { w, h }) },
		'm.mentions': {},
	};
}

/**
 * A relation to a thread, with the fallback that clients without threads show as a reply (matrix.md
 * §6).
 */
export function inThread(root: string, latest: string): Relation {
	return {
		rel_type: 'm.thread',
		event_id: root,
		is_falling_back: true,
		'm.in_reply_to': { event_id: latest },
	};
}

/** A reply to a message, within its thread if it has one. */
export function replyTo(message: string, thread: string | undefined): Relation {
	const reply: Relation = { 'm.in_reply_to': { event_id: message } };
	if (thread === undefined) return reply;
	return { rel_type: 'm.thread', event_id: thread, is_falling_back: false, ...reply };
}

/** An edit of a message: old clients show the body (matrix.md §6 Edit). */
export function edited(original: string, content: Content): Content {
	const { body = '', formatted_body: html } = content;
	return {
		...content,
		body: `* ${body}`,
		...(html !== undefined && { formatted_body: `* ${html}` }),
		'm.new_content': content,
		'm.relates_to': { rel_type: 'm.replace', event_id: original },
	};
}

/**
 * The limit for an event's content, in bytes; with what the server adds, an event may have 65,536
 * (matrix.md [166]).
 */
export const LARGEST_CONTENT = 63_000;

export const sizeOf = (content: Content): number => Buffer.byteLength(JSON.stringify(content));
