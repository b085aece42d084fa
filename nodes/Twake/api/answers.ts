import { inside, listOf, objectWith, record } from '../../shared/answers';
import type { Answer } from '../../shared/answers';

/** The forms of Twake's answers (twake.md §4). */

/** The thing that was asked for, made or changed. */
export function resource<T>(body: unknown): T {
	return inside('resource', record<T>)(body);
}

/** A list of things, or one page of it. */
export function resources<T>(body: unknown): T[] {
	return inside('resources', listOf(objectWith<T>()))(body);
}

/** What the answer to a deletion holds, and to others that tell no more. */
export const done: Answer<unknown> = objectWith('status');
