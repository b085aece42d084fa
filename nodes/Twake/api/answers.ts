import { inside, listOf, objectWith, record } from '../../shared/answers';
import type { Answer } from '../../shared/answers';

/** The forms of Twake's answers (twake.md §4). */

/** The thing that was requested, created or changed. */
export function resource<T>(body: unknown): T {
	return inside('resource', record<T>)(body);
}

/** A list of things, or one page of it. */
export function resources<T>(body: unknown): T[] {
	return inside('resources', listOf(objectWith<T>()))(body);
}

/** The answer to a deletion, and to other calls without a result. */
export const done: Answer<unknown> = objectWith('status');
