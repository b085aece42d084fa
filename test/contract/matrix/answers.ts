import type { Bindings } from './bindings';
import { compareBrief } from './brief';
import type { Difference } from './compare';
import { compare } from './compare';
import type { RecordedRequest, RecordedResponse } from './recording';
import type { Sent } from './send';

const HEADERS = ['content-type', 'content-disposition', 'location', 'etag'];

/** Differences between an answer of the server under test and the recorded one. */
export function differences(
	request: RecordedRequest,
	response: RecordedResponse,
	got: Sent,
	bindings: Bindings,
	given: (text: string) => boolean,
): Difference[] {
	const shown = got.bytes.toString();
	if (response.status !== got.status) {
		const recorded = `${response.status} ${JSON.stringify(response.body)?.slice(0, 150)}`;
		return [{ path: '(status)', recorded, actual: `${got.status} ${shown.slice(0, 150)}` }];
	}
	const found = headerDifferences(response, got);
	const body = response.body;
	if (isBytes(body)) return [...found, ...byteDifferences(body, got)];
	let json: unknown;
	try {
		json = JSON.parse(shown);
	} catch {
		return [...found, { path: '(body)', recorded: 'JSON', actual: shown.slice(0, 100) }];
	}
	if (response.brief) return [...found, ...compareBrief(body, json, bindings)];
	const isUnordered = /\/(state|members)(\?|$)/.test(request.path);
	const sorted = isUnordered && /\/members/.test(request.path);
	const options = { isUnordered, given };
	if (sorted) return [...found, ...compare(listOf(body), listOf(json), bindings, options)];
	return [...found, ...compare(body, json, bindings, options)];
}

/** Members have no order. */
function listOf(body: unknown): unknown {
	return (body as { chunk: unknown[] }).chunk;
}

function headerDifferences(response: RecordedResponse, got: Sent): Difference[] {
	const out: Difference[] = [];
	for (const name of HEADERS) {
		const [recorded, actual] = [response.headers[name], got.headers[name]];
		if (recorded !== actual)
			out.push({ path: `header ${name}`, recorded: String(recorded), actual: String(actual) });
	}
	if ('retry-after' in response.headers !== 'retry-after' in got.headers)
		out.push({
			path: 'header retry-after',
			recorded: String(response.headers['retry-after']),
			actual: String(got.headers['retry-after']),
		});
	return out;
}

interface Bytes {
	text?: string;
	base64?: string;
	length?: number;
}

function isBytes(body: unknown): body is Bytes {
	if (typeof body !== 'object' || body === null) return body === undefined;
	return (
		Object.keys(body).every((key) => ['text', 'base64', 'length'].includes(key)) &&
		('text' in body || 'length' in body)
	);
}

/** The recorded server redraws thumbnails, and the exact text of an HTML page does not matter. */
function byteDifferences(body: Bytes | undefined, got: Sent): Difference[] {
	if (!body) return [];
	const type = String(got.headers['content-type']);
	if (/^text\/html|^image\//.test(type) && body.length !== 0)
		return got.bytes.length ? [] : [{ path: '(body)', recorded: 'something', actual: 'nothing' }];
	const recorded = body.base64 === undefined ? body.text : body.base64;
	const actual = body.base64 === undefined ? got.bytes.toString() : got.bytes.toString('base64');
	return recorded === undefined || recorded === actual
		? []
		: [{ path: '(body)', recorded: recorded.slice(0, 100), actual: actual.slice(0, 100) }];
}
