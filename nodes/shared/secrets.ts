import { UserError } from 'n8n-workflow';

/** Which keys of a service's answers are secrets. */
export interface Secrets {
	keys: readonly string[];
	/** Keys under which people keep data of their own: what stands below them is left alone. */
	notBelow: readonly string[];
}

/** More levels than this n8n itself can neither store nor show. */
const DEEPEST = 500;

/** A copy of a JSON value without the secrets in it, at any depth. Throws when it is bottomless. */
export function withoutSecrets<T>(value: T, secrets: Secrets, depth = 0): T {
	if (typeof value !== 'object' || value === null) return value;
	if (depth > DEEPEST) {
		throw new UserError(
			`The answer of the server is nested more than ${DEEPEST} levels deep, the request may have been carried out`,
		);
	}
	const copy = (each: unknown) => withoutSecrets(each, secrets, depth + 1);
	if (Array.isArray(value)) return value.map(copy) as T;
	const kept = Object.entries(value).filter(([key]) => !secrets.keys.includes(key));
	return Object.fromEntries(
		kept.map(([key, each]) => [key, secrets.notBelow.includes(key) ? each : copy(each)]),
	) as T;
}
