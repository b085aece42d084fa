/** What happened in a conversation, in the order of the server. */
export interface Line {
	by: 'customer' | 'bot' | 'person';
	text: string;
}

export interface Story {
	name: string;
	lines: Line[];
	/** The number of lines when a person took over; undefined if nobody has. */
	takenOverAt?: number;
}

/** What is counted in a storm; all but `answered` and `byPeople` should be zero. */
export interface Verdict {
	/** Runs of customer messages that the bot answered. */
	answered: number;
	/** Those that a person answered or took over. */
	byPeople: number;
	/** Unanswered, although no person has the conversation. */
	unanswered: string[];
	/** Two answers of the bot with nothing of the customer in between. */
	twice: string[];
	/** Written by the bot right after a person answered, with nothing of the customer in between. */
	overPeople: string[];
	/** Written by the bot after a person took over. */
	afterTakeOver: string[];
}

/** Judges what the server has recorded of a storm. */
export function verdictOn(stories: Story[]): Verdict {
	const verdict: Verdict = {
		answered: 0,
		byPeople: 0,
		unanswered: [],
		twice: [],
		overPeople: [],
		afterTakeOver: [],
	};
	for (const { name, lines, takenOverAt = Infinity } of stories) {
		lines.forEach(({ by, text }, index) => {
			const before = lines.at(index - 1)?.by;
			const where = `${name}: ${text}`;
			if (by === 'bot' && index >= takenOverAt) verdict.afterTakeOver.push(where);
			else if (by === 'bot' && before === 'bot') verdict.twice.push(where);
			else if (by === 'bot' && before === 'person') verdict.overPeople.push(where);
			else if (by === 'bot') verdict.answered++;
			else if (by === 'person' && before === 'customer') verdict.byPeople++;
		});
		const last = lines.at(-1);
		if (last?.by !== 'customer') continue;
		if (takenOverAt < Infinity) verdict.byPeople++;
		else verdict.unanswered.push(`${name}: ${last.text}`);
	}
	return verdict;
}
