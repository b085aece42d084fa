import { createHash } from 'crypto';

/**
 * The keys by which the server recognises a repeated write: the same key in the same room from the
 * same device means the same event, whatever its content (matrix.md §5 Exactly once).
 */
export class Transactions {
	/** `own`: unique to this item. `userKey`: the user's own key, which outlives the execution. */
	constructor(
		private readonly own: string,
		readonly userKey?: string,
	) {}

	/**
	 * `work`: names the operation and what it works on. `content`: distinguishes several writes of
	 * one item.
	 */
	keyOf(work: string[], content: unknown): string {
		const { own, userKey } = this;
		return hashOf(
			userKey === undefined ? ['item', own, ...work, content] : ['key', userKey, ...work],
		);
	}
}

export function hashOf(parts: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
