import type { Article } from '../state/records';

/** Every word of a search begins a word of the article (chatwoot.md [274]). */
export function hasWords(article: Article, query: string): boolean {
	const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	const { title, description, content } = article;
	const words = wordsOf([title, description, content].join(' '));
	const wanted = wordsOf(query);
	return wanted.length > 0 && wanted.every((start) => words.some((word) => word.startsWith(start)));
}
