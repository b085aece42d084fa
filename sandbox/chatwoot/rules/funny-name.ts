const WORDS = [
	['ancient', 'bold', 'calm', 'morning', 'quiet', 'sparkling', 'wandering'],
	['brook', 'dream', 'field', 'frog', 'meadow', 'river', 'star'],
];

/** A made-up name for visitors who gave none. */
export function funnyName(): string {
	const [first, second] = WORDS.map((words) => words[Math.floor(Math.random() * words.length)]);
	return `${first}-${second}-${Math.floor(Math.random() * 1000)}`;
}
