/** A copy of a JSON value in which these keys do not occur, at any depth. */
export function withoutKeys<T>(value: T, keys: readonly string[]): T {
	if (Array.isArray(value)) return value.map((each) => withoutKeys(each, keys)) as T;
	if (typeof value !== 'object' || value === null) return value;
	const kept = Object.entries(value).filter(([key]) => !keys.includes(key));
	return Object.fromEntries(kept.map(([key, each]) => [key, withoutKeys(each, keys)])) as T;
}
