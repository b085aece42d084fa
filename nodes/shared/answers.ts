import { isObject } from './json';

/** An answer that lacks the form that the service always gives to this request. */
export class StrangeAnswer extends Error {
	override name = 'StrangeAnswer';
}

/**
 * Takes what is wanted out of the body of a successful answer. Throws a StrangeAnswer when the body
 * has another form: it may come from a proxy or another program, so the request cannot count as
 * carried out.
 */
export type Answer<T> = (body: unknown) => T;

/** The content of an answer, or what its form lacks. Our own mistakes are thrown on unchanged. */
export function attemptToRead<T>(
	answer: Answer<T>,
	body: unknown,
): { body: T } | { strange: StrangeAnswer } {
	let strange: StrangeAnswer | undefined;
	try {
		return { body: answer(body) };
	} catch (error) {
		if (error instanceof StrangeAnswer) strange = error;
	}
	// Read again outside the catch, so that a mistake of ours keeps its stack.
	return strange ? { strange } : { body: answer(body) };
}

/** An object with an id: a number, or a text that is not empty. */
export function record<T>(body: unknown): T {
	const id = isObject(body) ? body.id : undefined;
	if (typeof id === 'number' || (typeof id === 'string' && id !== '')) return body as T;
	throw new StrangeAnswer('It is not the record that was asked for');
}

/** An object that has all of these keys, whatever their values. */
export function objectWith<T>(...keys: string[]): Answer<T> {
	return (body) => {
		const missing = isObject(body) ? keys.find((key) => !Object.hasOwn(body, key)) : 'all';
		if (missing === undefined) return body as T;
		throw new StrangeAnswer(`It lacks ${missing}`);
	};
}

/** A list whose entries all have this form. */
export function listOf<T>(entry: Answer<T>): Answer<T[]> {
	return (body) => {
		if (Array.isArray(body)) return body.map((each) => entry(each));
		throw new StrangeAnswer('It is not a list');
	};
}

/** The value under a key. */
export function inside<T>(key: string, answer: Answer<T>): Answer<T> {
	return (body) => {
		if (isObject(body) && Object.hasOwn(body, key)) return answer(body[key]);
		throw new StrangeAnswer(`It lacks ${key}`);
	};
}

/** An answer that may also be null or missing. */
export function optional<T>(answer: Answer<T>): Answer<T | undefined> {
	return (body) => (isEmpty(body) ? undefined : answer(body));
}

export function text(body: unknown): string {
	if (typeof body === 'string') return body;
	throw new StrangeAnswer('It is not a text');
}

/** An empty body: the status says it all. */
export function nothing(body: unknown): undefined {
	if (isEmpty(body)) return undefined;
	throw new StrangeAnswer('It should be empty');
}

function isEmpty(body: unknown): boolean {
	return body === undefined || body === null || body === '';
}

/** Any answer, for requests that users write themselves. */
export function anything(body: unknown): unknown {
	return body;
}
