import { UserError } from 'n8n-workflow';

/** Which keys of a service's answers are secrets. */
export interface Secrets {
	keys: readonly string[];
	/** Keys under which people keep their own data: nothing below them is touched. */
	untouchedKeys: readonly string[];
}

/** More levels than n8n itself can store or show. */
const DEEPEST = 500;

/**
 * A copy of a JSON value without the secrets in it, at any depth. Throws when it is nested too
 * deeply.
 */
export function withoutSecrets<T>(value: T, secrets: Secrets, depth = 0): T {
	if (typeof value !== 'object' || value === null) return value;
	if (depth > DEEPEST) {
		throw new UserError(
			`The answer of the server is nested more than ${DEEPEST} levels deep, the request may have been carried out`,
		);
	}
	if (Array.isArray(value)) {
		return value.map((each: unknown) => withoutSecrets(each, secrets, depth + 1)) as T;
	}
	const kept: Array<[string, unknown]> = [];
	for (const [key, each] of Object.entries(value)) {
		if (secrets.keys.includes(key)) continue;
		const isOwn = secrets.untouchedKeys.includes(key);
		kept.push([key, isOwn ? each : withoutSecrets(each, secrets, depth + 1)]);
	}
	return Object.fromEntries(kept) as T;
}
