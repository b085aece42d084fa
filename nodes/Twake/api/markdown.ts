import { escapeMarkdown as withoutMarkup } from '../../shared/markdown';

/** An invisible word joiner, which separates the @ of a mention from the name. */
const JOINER = '\u2060';

/** A text from outside, escaped so that Twake shows it unchanged: no markup, no mentions (twake.md §5). */
export function escapeMarkdown(text: string): string {
	return withoutMarkup(text, (words) =>
		words.replace(/(?<![\p{L}\p{N}])@(?=[\w.-])/gu, `@${JOINER}`),
	);
}
