import { escapeMarkdown as withoutMarkup } from '../../shared/markdown';

/**
 * A text from outside, escaped so that the dashboard shows it unchanged in a private note. The server
 * looks for mentions in the text as it was written, markup or not (chatwoot.md §6).
 */
export function escapeMarkdown(text: string): string {
	return withoutMarkup(text, (words) => words.replace(/(?<=mention:)\/\//gi, '\\/\\/'));
}
