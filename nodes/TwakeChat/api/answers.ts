import type { IDataObject } from 'n8n-workflow';
import { inside, listOf, objectWith, StrangeAnswer, text } from '../../shared/answers';
import { isObject } from '../../shared/json';
import type { Answer } from '../../shared/answers';
import type { MatrixEvent } from './types';

/** The forms of the server's answers (matrix.md §4-8). */

export const eventId: Answer<string> = inside('event_id', text);
export const roomId: Answer<string> = inside('room_id', text);
export const event: Answer<MatrixEvent> = objectWith<MatrixEvent>('event_id', 'content', 'sender');

/** A success without further content: an empty object. */
export const done: Answer<IDataObject> = (body) => {
	if (isObject(body) && Object.keys(body).length === 0) return body;
	throw new StrangeAnswer('It should be an empty object');
};

/** Stored data, whatever it contains. */
export const stored: Answer<IDataObject> = objectWith<IDataObject>();

export interface Page<T> {
	things: T[];
	/** The beginning of the next page; undefined at the end. */
	next?: string;
}

/** A page of events; each route has its own name for the next page's token. */
export const eventPage =
	(token: 'next_batch' | 'end'): Answer<Page<MatrixEvent>> =>
	(body) => {
		const things = inside('chunk', listOf(event))(body);
		const next = (body as IDataObject)[token];
		return { things, next: typeof next === 'string' ? next : undefined };
	};
