import { createHash } from 'crypto';

/**
 * The keys by which the server knows a write again: the same key in the same room by the same device
 * is the same event, whatever it holds (matrix.md §5 Exactly once).
 */
export class Transactions {
	/** `own`: what is this item's alone. `userKey`: the user's own key, which outlives the execution. */
	constructor(
		private readonly own: string,
		readonly userKey?: string,
	) {}

	/** `work`: the operation and what it is on. `content`: two different writes of one item are two. */
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
