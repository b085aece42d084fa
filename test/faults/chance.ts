/** A number in [0, 1) determined by the words alone: the same in every run. */
export function chance(...words: Array<string | number>): number {
	let hash = 0x811c9dc5;
	for (const letter of words.join('|')) {
		hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
	}
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
