import type { INodeListSearchResult } from 'n8n-workflow';
import type { Message } from '../../api/content';
import { onOneLine } from '../../../shared/text';

/** How many threads or messages a picker shows in total. */
export const PICKED = 100;

/** Messages by the beginning of their text, newest first. */
export function pickableMessages(messages: Message[], filter = ''): INodeListSearchResult {
	const wanted = filter.trim().toLowerCase();
	const results = messages
		.filter(({ text }) => text.toLowerCase().includes(wanted))
		.map(({ id, text, created_at }) => {
			const line = onOneLine(text, 80) || '(no text)';
			const day = new Date(created_at).toISOString().slice(0, 16).replace('T', ' ');
			return { name: `${line} (${day})`, value: id };
		});
	return { results };
}
