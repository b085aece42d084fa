import { escapeMarkdown as withoutMarkup } from '../../shared/markdown';
import { webAddress } from '../../shared/web-address';

/** An invisible word joiner, which separates the @ of a mention from the name. */
const JOINER = '\u2060';

/** A text from outside, escaped so that Twake shows it unchanged: no markup, no mentions (twake.md §5). */
export function escapeMarkdown(text: string): string {
	const escaped = withoutMarkup(text);
	return webAddress(text)
		? escaped
		: escaped.replace(/(?<![\p{L}\p{N}])@(?=[\w.-])/gu, `@${JOINER}`);
}
