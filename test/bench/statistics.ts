/** The median of several measurements and their spread. */
export interface Spread {
	median: number;
	min: number;
	max: number;
}

export function spreadOf(values: number[]): Spread {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = (sorted.length - 1) / 2;
	const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
	return { median, min: sorted[0], max: sorted[sorted.length - 1] };
}

/** The ratios of two measurements of the same round. */
export function ratios(values: number[], others: number[]): Spread {
	return spreadOf(values.map((value, round) => value / others[round]));
}

export function shown({ median, min, max }: Spread, digits = 2): string {
	const text = (value: number) => value.toFixed(digits);
	return `${text(median)} (${text(min)}-${text(max)})`;
}
