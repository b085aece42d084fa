import type { RoomEvent } from '../state/types';

/** The searchable field of an event, by type. */
const SEARCHED: Record<string, string> = {
	'm.room.message': 'body',
	'm.room.name': 'name',
	'm.room.topic': 'topic',
};

export interface Terms {
	/** Words that have to appear in this order. */
	phrases: string[][];
	/** For the client to highlight. */
	highlights: string[];
}

/** The words of a query; quotes make phrases (matrix.md §8). */
export function termsOf(query: string): Terms {
	const parts = query.match(/"[^"]*"|[^\s"]+/g) ?? [];
	const plain = parts
		.map((part) => part.replace(/^"|"$/g, '').replace(/[*"]/g, ''))
		.filter(Boolean);
	return { phrases: plain.map(wordsOf).filter((words) => words.length), highlights: plain };
}

function wordsOf(text: string): string[] {
	const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	return words.map(stem);
}

/** English words are stemmed: eats becomes eat. */
function stem(word: string): string {
	if (word.length < 4 || /\d/.test(word)) return word;
	return word.replace(/(ies|s|ed|ing|ly)$/, (end) => (end === 'ies' ? 'i' : '')).replace(/y$/, 'i');
}

export function matchesWords(event: RoomEvent, phrases: string[][]): boolean {
	const key = SEARCHED[event.type];
	const text = key ? event.content[key] : undefined;
	if (typeof text !== 'string') return false;
	const words = wordsOf(text);
	return phrases.every((phrase) =>
		words.some((_, at) => phrase.every((word, i) => words[at + i] === word)),
	);
}
