import { inside, listOf, objectWith, record } from '../../shared/answers';
import type { Answer } from '../../shared/answers';
import type { IDataObject } from 'n8n-workflow';
import type { Conversation } from './types';

/** Forms that several of Chatwoot's answers share (chatwoot.md §2). */

/** Most single contacts and many lists are under this key. */
export function payload<T>(answer: Answer<T>): Answer<T> {
	return inside('payload', answer);
}

/** A list in an envelope. */
export function payloadOf<T>(entry: Answer<T>): Answer<T[]> {
	return payload(listOf(entry));
}

/** One page of a list, with its counts. */
export function pageOf<T, Meta = IDataObject>(
	entry: Answer<T>,
): Answer<{ meta: Meta; payload: T[] }> {
	return (body) => ({
		meta: inside('meta', objectWith<Meta>())(body),
		payload: payloadOf(entry)(body),
	});
}

/** A conversation: always with its people and the list that holds its last message. */
export function conversation(body: unknown): Conversation {
	return record(objectWith('meta', 'messages')(body));
}
