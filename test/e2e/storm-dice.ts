/** Random numbers, reproducible from a seed. */
export class Dice {
	constructor(private state: number) {}

	/** From 0 up to, not including, 1. */
	roll(): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number, both ends included. */
	between(low: number, high: number): number {
		return low + Math.floor(this.roll() * (high - low + 1));
	}

	happens(share: number): boolean {
		return this.roll() < share;
	}
}
