import * as cast from '../http/cast';
import { RubyError } from '../http/errors';
import type { Param, Params } from '../http/params';
import { inboxOf } from '../state/access';
import type { State } from '../state/state';
import type { Conversation, Message } from '../state/types';
import { markFailed } from './failed';
import { isEmail } from './inbox';
import { className } from './items';
import { OUTGOING, TEMPLATE } from './message-types';

/** Addresses separated by commas; a list is an exception (chatwoot.md [454]). */
function addresses(value: Param | undefined): string[] {
	if (cast.isBlank(value)) return [];
	if (typeof value !== 'string') {
		const kind = Array.isArray(value) ? 'Array' : className(value ?? '');
		throw new RubyError(`undefined method \`gsub' for an instance of ${kind}`);
	}
	const list = value.replace(/\s+/g, '').split(',');
	if (!list.every((address) => /^[^@\s]+@[^@\s]+$/.test(address))) {
		throw new RubyError('Invalid email address');
	}
	return list;
}

function escape(text: string) {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** The Markdown that a plain mail needs: paragraphs, bold, emphasis, line breaks. */
function toHtml(text: string): string {
	return text
		.split(/\n{2,}/)
		.map((part) => {
			const inner = escape(part)
				.replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
				.replace(/\*(.+?)\*/g, '<em>$1</em>')
				.replace(/\n/g, '<br />\n');
			return `<p>${inner}</p>\n`;
		})
		.join('');
}

function both(text: string): Params {
	return { full: text, reply: text };
}

/**
 * What a message of an email inbox notes about the mail that it becomes (chatwoot.md [419, 454]).
 */
export function mailAttributes(params: Params, content: string | null, isPrivate: boolean): Params {
	const out: Params = {
		cc_emails: addresses(params.cc_emails),
		bcc_emails: addresses(params.bcc_emails),
		to_emails: addresses(params.to_emails),
	};
	if (isPrivate || !content) return out;
	const html = cast.text(params.email_html_content);
	out.email = { html_content: both(html || toHtml(content)), text_content: both(content) };
	return out;
}

/**
 * Mails an answer, unless it came from the channel itself. No mail server is set up here, so each
 * fails (chatwoot.md [454]).
 */
export function sendMail(state: State, conversation: Conversation, message: Message): void {
	const isAnswer = message.message_type === OUTGOING || message.message_type === TEMPLATE;
	if (!isEmail(inboxOf(state, conversation)) || !isAnswer) return;
	if (message.private || message.source_id) return;
	state.jobs.push(() => markFailed(state, message, "undefined method `message_id' for nil"));
}
