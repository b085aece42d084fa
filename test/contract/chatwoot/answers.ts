import type { Bindings } from '../judge/bindings';
import type { Difference } from '../judge/compare';
import { compare } from '../judge/compare';
import { kindOf, pathOf } from '../judge/kinds';
import type { RecordedRequest, RecordedResponse } from './recording';
import type { Sent } from './send';

function hard(path: string, recorded: unknown, actual: unknown): Difference {
	return {
		path,
		recorded: String(recorded),
		actual: String(actual),
		soft: false,
	};
}

/**
 * Where an unsteady recording is not held to what it says: which rows of many a list shows, and
 * which message of a moment is the last one (unsteady.json).
 */
const LOOSE =
	/^(\.data)?(\.payload)?(\.contacts)?\[\d+\]\.|^\.(messages\[0\]|last_non_activity_message)\./;

/** Differences between an answer of the server under test and the recorded one. */
export function differences(
	request: RecordedRequest,
	response: RecordedResponse,
	got: Sent,
	bindings: Bindings,
	isLoose = false,
): Difference[] {
	if (response.status !== got.status) {
		const recorded = `${response.status} ${JSON.stringify(response.body)?.slice(0, 150)}`;
		return [hard('(status)', recorded, `${got.status} ${got.text.slice(0, 150)}`)];
	}
	const { location } = response.headers;
	if (location && got.location) bindings.learn(pathOf(location), pathOf(got.location));
	const [type, gotType] = [response.headers['content-type'], got.type].map(mediaType);
	const out = type === gotType ? [] : [hard('(content-type)', type, gotType)];
	const text = textOf(response.body);
	if (text !== undefined) {
		if ((text === '') === (got.text === '')) return out;
		return [...out, hard('(body)', text.slice(0, 80), got.text.slice(0, 80))];
	}
	if (got.json === undefined) return [...out, hard('(body)', 'JSON', got.text.slice(0, 100))];
	const found = bodyDifferences(request, response.body, got.json, bindings, isLoose);
	return [...out, ...found];
}

function bodyDifferences(
	{ method, path }: RecordedRequest,
	recorded: unknown,
	actual: unknown,
	bindings: Bindings,
	isLoose: boolean,
): Difference[] {
	const parts = path.split('?')[0].split('/');
	const root = parts.filter((part) => part && !/^\d+$/.test(part)).at(-1) ?? '';
	const isSorted = /[?&]sort(_by)?=/.test(path) || /\/messages(\?|$)/.test(path);
	const ordered = isSorted && !isLoose;
	const compared = compare(recorded, actual, bindings, { kind: kindOf(root), ordered });
	// The seconds between two calls depend on the replay.
	const measured = /[?&]metric=(avg_|reply_time)/.test(path) ? /\.value$/ : undefined;
	const loose = isLoose ? LOOSE : undefined;
	const isSoft = (name: string) => !!measured?.test(name) || !!loose?.test(name);
	const found = compared.map((d) => ({ ...d, soft: d.soft || isSoft(d.path) }));
	if (method !== 'POST' || root !== 'conversations') return found;
	// The activity message of a new conversation ("assigned to ...") may or may not be there yet.
	const late = /^\.(messages|last_non_activity_message)\b/;
	return found.map((d) => ({ ...d, soft: d.soft || late.test(d.path) }));
}

function mediaType(header: string | null | undefined) {
	return (header ?? '').split(';')[0];
}

/** The text of a recorded answer that was not JSON. */
function textOf(body: unknown): string | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	if (Object.keys(body).join() !== 'text,length') return undefined;
	return (body as { text: string }).text;
}
