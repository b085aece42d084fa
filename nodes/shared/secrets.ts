/** Which keys of a service's answers are secrets. */
export interface Secrets {
	keys: readonly string[];
	/** Keys under which people keep data of their own: what stands below them is left alone. */
	notBelow: readonly string[];
}

/** A copy of a JSON value without the secrets in it, at any depth. */
export function withoutSecrets<T>(value: T, secrets: Secrets): T {
	if (Array.isArray(value)) return value.map((each) => withoutSecrets(each, secrets)) as T;
	if (typeof value !== 'object' || value === null) return value;
	const kept = Object.entries(value).filter(([key]) => !secrets.keys.includes(key));
	return Object.fromEntries(
		kept.map(([key, each]) => [
			key,
			secrets.notBelow.includes(key) ? each : withoutSecrets(each, secrets),
		]),
	) as T;
}
