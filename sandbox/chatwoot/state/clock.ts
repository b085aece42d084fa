let last = 0;

/** Milliseconds since 1970 with microseconds behind the point; never the same value twice. */
export const now = (): number => {
	last = Math.max(last + 0.001, performance.timeOrigin + performance.now());
	return last;
};

export const unix = (time: number | null): number => (time === null ? 0 : Math.floor(time / 1000));
export const unixFloat = (time: number): number => Math.round(time * 1000) / 1e6;
export const iso = (time: number): string => new Date(time).toISOString();
export const isoOrNull = (time: number | null): string | null => (time === null ? null : iso(time));

let order = 0;

/** A moment within a given second, later than those asked for before. */
export const within = (second: number): number => {
	order = (order + 1) % 90_000;
	return second * 1000 + 50 + order / 100;
};
