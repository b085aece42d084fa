import type { INodeListSearchResult } from 'n8n-workflow';
import type { Message } from '../../api/content';

/** Threads or messages in the whole of a picker. */
export const PICKED = 100;

/** Messages in the order in which they came, the newest first, each by the beginning of its text. */
export function pickableMessages(messages: Message[], filter = ''): INodeListSearchResult {
	const wanted = filter.trim().toLowerCase();
	const results = messages
		.filter(({ text }) => text.toLowerCase().includes(wanted))
		.map(({ id, text, created_at }) => {
			const line = text.replace(/\s+/g, ' ').trim().slice(0, 80) || '(no text)';
			const day = new Date(created_at).toISOString().slice(0, 16).replace('T', ' ');
			return { name: `${line} (${day})`, value: id };
		});
	return { results };
}
