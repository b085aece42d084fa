/** Generated texts: what a recorded one is called on the server under test. */
export class Bindings {
	private to = new Map<string, string>();
	private back = new Map<string, string>();

	clone(): Bindings {
		const copy = new Bindings();
		copy.to = new Map(this.to);
		copy.back = new Map(this.back);
		return copy;
	}

	learn(recorded: string, actual: string): void {
		this.to.set(recorded, actual);
		this.back.set(actual, recorded);
		// A part of it can occur alone: a file name, a room in an odd encoding.
		const part = /^mxc:.*\/|:[^:]*$/;
		if (/^(mxc:|!)/.test(recorded) && part.test(recorded))
			this.to.set(recorded.replace(part, ''), actual.replace(part, ''));
	}

	bound(recorded: string): string | undefined {
		return this.to.get(recorded);
	}

	/** What a text of the server under test already stands for. */
	meaning(actual: string): string | undefined {
		return this.back.get(actual);
	}

	/** A text with every known one in it replaced, also where they are encoded. */
	text(text: string): string {
		const whole = this.to.get(text);
		if (whole !== undefined) return whole;
		let out = text;
		for (const [from, to] of this.longestFirst()) {
			if (out.includes(from)) out = out.split(from).join(to);
			const [coded, into] = [encodeURIComponent(from), encodeURIComponent(to)];
			if (coded !== from && out.includes(coded)) out = out.split(coded).join(into);
		}
		return out;
	}

	/** A value with every known text in it replaced, keys as well. */
	apply(value: unknown): unknown {
		if (typeof value === 'string') return this.text(value);
		if (Array.isArray(value)) return value.map((entry) => this.apply(entry));
		if (typeof value !== 'object' || value === null) return value;
		const entries = Object.entries(value).map(([key, entry]) => [
			this.text(key),
			this.apply(entry),
		]);
		return Object.fromEntries(entries);
	}

	private longestFirst(): Array<[string, string]> {
		const pairs = [...this.to].filter(([from, to]) => from !== to && from.length > 3);
		return pairs.sort(([a], [b]) => b.length - a.length);
	}
}
