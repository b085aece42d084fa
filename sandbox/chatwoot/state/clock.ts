let last = 0;

/** Milliseconds since 1970 with microseconds as decimals; never the same value twice. */
export function now(): number {
	last = Math.max(last + 0.001, performance.timeOrigin + performance.now());
	return last;
}

export function unix(time: number | null): number {
	return time === null ? 0 : Math.floor(time / 1000);
}
export function unixFloat(time: number): number {
	return Math.round(time * 1000) / 1e6;
}
/** ISO 8601 as Ruby writes it: years beyond 9999 have neither a plus nor leading zeros. */
export function iso(time: number): string {
	return new Date(time).toISOString().replace(/^\+0*/, '');
}
export function isoOrNull(time: number | null): string | null {
	return time === null ? null : iso(time);
}

let order = 0;

/** A moment within a given second, later than all returned before. */
export function within(second: number): number {
	order = (order + 1) % 90_000;
	return second * 1000 + 50 + order / 100;
}

/** A moment in Unix seconds; undefined if no date column can hold it. */
export function fromUnix(seconds: number): number | undefined {
	const time = new Date(seconds * 1000).getTime();
	return Number.isNaN(time) ? undefined : time;
}
