import type { Result } from '../../../shared/request';

/**
 * What came of a change. Where the answer is a failure, looks whether it was carried out all the same:
 * n8n forgets what was there before when an activation fails, so nothing could put it back.
 */
export async function certain<T>(
	result: Result<T>,
	look: () => Promise<T>,
	isDone: (found: T) => boolean,
): Promise<T> {
	if (!('error' in result)) return result.body;
	const found = await look().catch(() => undefined);
	if (found === undefined || !isDone(found)) throw result.error;
	return found;
}
