/** What is wrong with messages that went from one server to another. */
export interface Count {
	lost: number;
	doubled: number;
	/** Those that stand before one that was written earlier. */
	disordered: number;
}

/** Compares the messages of one side of a conversation, each with a text of its own, with what came. */
export function counted(written: string[], came: string[]): Count {
	const first = written.map((text) => came.indexOf(text));
	const places = first.filter((place) => place >= 0);
	return {
		lost: first.length - places.length,
		doubled: came.length - places.length,
		disordered: places.filter((place, index) => index > 0 && place < places[index - 1]).length,
	};
}

export function added(one: Count, other: Count): Count {
	return {
		lost: one.lost + other.lost,
		doubled: one.doubled + other.doubled,
		disordered: one.disordered + other.disordered,
	};
}
