import type { Result } from '../../../shared/request';

/**
 * The result of a change. After a failure, checks whether the change was made all the same: when an
 * activation fails, n8n forgets the previous state, so nothing could restore it.
 */
export async function confirmedChange<T>(
	result: Result<T>,
	look: () => Promise<T>,
	isDone: (found: T) => boolean,
): Promise<T> {
	if (!('error' in result)) return result.body;
	const found = await look().catch(() => undefined);
	if (found === undefined || !isDone(found)) throw result.error;
	return found;
}
