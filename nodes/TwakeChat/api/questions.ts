import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import type { Answering } from '../../shared/asking/question';
import { edited } from './content';
import { escapeHtml } from './html';
import { currentContent, threadOf, withoutQuotation } from './output';
import type { Content, MatrixEvent } from './types';

/**
 * Questions in a room. The message that asks says, where no client shows it, at which address of
 * which n8n its execution waits; once it is answered, the edit that shows the answer says by which
 * event. Both count only in messages of the account itself.
 */
const MARK = 'n8n.question';

export interface Mark extends IDataObject {
	n8n: string;
	/** Of a question that is open. */
	address?: string;
	/** The event by which it was answered. */
	answer?: string;
}

export const YES = '✅';
export const NO = '❌';

/** A text below the question: how to answer, or what was answered. */
export interface Line {
	plain: string;
	html: string;
}

export function questionContent(question: Content, line: Line, mark?: Mark): Content {
	const { body = '', formatted_body: html = toHtml(body) } = question;
	const paragraph = html.startsWith('<p>') ? html : `<p>${html}</p>`;
	return {
		...question,
		body: `${body}\n\n${line.plain}`,
		format: 'org.matrix.custom.html',
		formatted_body: `${paragraph}\n<p>${line.html}</p>`,
		...(mark && { [MARK]: mark }),
	};
}

/** The edit of a question that has been answered; it notifies nobody again. */
export function answeredEdit(message: string, question: Content, line: Line, mark: Mark): Content {
	return edited(message, questionContent({ ...question, 'm.mentions': {} }, line, mark));
}

export const plainLine = (plain: string): Line => ({ plain, html: toHtml(plain) });

const toHtml = (text: string): string => escapeHtml(text).replace(/\r?\n/g, '<br>');

/** Links as they are shown with HTML and without. */
export function linksLine(links: Array<{ label: string; url: string }>): Line {
	return {
		plain: links.map(({ label, url }) => `${label}: ${url}`).join('\n'),
		html: links
			.map(({ label, url }) => `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>`)
			.join(' | '),
	};
}

/** The mark of a question that this account asked for this n8n. */
export function markIn(event: MatrixEvent, me: string, n8n: string): Mark | undefined {
	const mark = currentContent(event)[MARK];
	return event.sender === me && isObject(mark) && mark.n8n === n8n ? (mark as Mark) : undefined;
}

/** The messages that an event may answer. */
export function askedBy(event: MatrixEvent): string[] {
	const relation = event.content['m.relates_to'];
	const asked =
		event.type === 'm.reaction'
			? [choiceIn(event) === undefined ? undefined : relation?.event_id]
			: isText(event)
				? [relation?.['m.in_reply_to']?.event_id, threadOf(event)]
				: [];
	return [...new Set(asked.filter((id) => typeof id === 'string'))];
}

/** What an event answers to a question, if anything. */
export function answerIn(
	event: MatrixEvent,
	message: unknown,
	answering: Answering,
): { approved: boolean } | { text: string } | undefined {
	if (!askedBy(event).some((id) => id === message)) return undefined;
	if (answering.kind === 'approval' && event.type === 'm.reaction') {
		const approved = choiceIn(event) === YES;
		return approved || answering.decline !== undefined ? { approved } : undefined;
	}
	const text = withoutQuotation(event, String(event.content.body ?? '')).trim();
	const isAnswer = answering.kind === 'text' && isText(event) && text !== '';
	return isAnswer ? { text } : undefined;
}

/** Some clients add the variation selector that asks for a coloured picture (matrix.md [223]). */
function choiceIn({ content }: MatrixEvent): string | undefined {
	const key: unknown = content['m.relates_to']?.key;
	return [YES, NO].find(
		(choice) => typeof key === 'string' && key.replace(/\ufe0f/g, '') === choice,
	);
}

function isText({ type, content }: MatrixEvent): boolean {
	const { msgtype, 'm.relates_to': relation } = content;
	return type === 'm.room.message' && msgtype === 'm.text' && relation?.rel_type !== 'm.replace';
}
