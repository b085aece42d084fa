import type { Bindings } from './bindings';
import type { Difference } from './compare';
import { compare } from './compare';

type Json = Record<string, unknown>;

interface Event {
	content?: { body?: unknown };
}

/** The parts of answers that digests are made of. */
interface Answer {
	chunk?: Event[];
	events?: Event[];
	rooms?: { join?: Record<string, { timeline?: { events: Event[]; limited: boolean } }> };
	search_categories?: { room_events: Json & { results: Array<{ result: unknown }> } };
}

/** Compares with a recorded digest: what stands in it, taken from the answer in the same way. */
export function compareBrief(recorded: unknown, actual: unknown, bindings: Bindings): Difference[] {
	return compare(recorded, digest(bindings.apply(recorded), actual), bindings, { isPartial: true });
}

/** The answer in the form that the recorder kept of it. */
function digest(recorded: unknown, actual: unknown): unknown {
	if (!isObject(recorded) || !isObject(actual)) return actual;
	const parts = Object.entries(recorded).map(([key, value]) => [key, part(key, value, actual)]);
	return Object.fromEntries(parts);
}

function part(key: string, recorded: unknown, actual: Json & Answer): unknown {
	const { chunk, events = chunk, search_categories: search } = actual;
	const value = actual[key];
	// Sizes show how the recorded server writes JSON, not what it says.
	if (key === 'bytes') return recorded;
	if (key === 'keys') return keysOf(recorded as string[], actual);
	if (key === 'bodies') return events?.map(bodyOf);
	if (key === 'first') return events?.slice(0, 1).map(bodyOf)[0];
	if (key === 'last') return events?.slice(-1).map(bodyOf)[0];
	if (key === 'count' && events) return events.length;
	if (key === 'limited' && value === undefined) return timelineOf(actual)?.limited;
	if (search)
		return key === 'results'
			? search.room_events.results.map(({ result }) => result)
			: search.room_events[key];
	if (typeof recorded === 'number') return countOf(key, actual);
	if (recorded === '…') return typeof value === 'string' ? '…' : value;
	if (Array.isArray(recorded) && Array.isArray(value))
		return value.map((entry: Event, i) => entryOf(recorded[i], entry));
	return digest(recorded, value);
}

function countOf(key: string, actual: Json & Answer): unknown {
	const value = actual[key];
	if (Array.isArray(value)) return value.length;
	if (key === 'events') return timelineOf(actual)?.events.length;
	if (key === 'rooms') return Object.keys(actual.rooms?.join ?? {}).length;
	return value;
}

function entryOf(recorded: unknown, entry: Event): unknown {
	if (typeof recorded === 'string') return bodyOf(entry);
	return isObject(recorded) && 'body' in recorded ? { ...entry, body: bodyOf(entry) } : entry;
}

/** The names in an answer, or in the one event that a sync shows, in the recorded order. */
function keysOf(recorded: string[], actual: Answer): string[] {
	const owner = recorded.includes('event_id') ? timelineOf(actual)?.events[0] : actual;
	const names = Object.keys(owner ?? {});
	return [
		...recorded.filter((name) => names.includes(name)),
		...names.filter((name) => !recorded.includes(name)),
	];
}

function timelineOf({ rooms }: Answer) {
	return Object.values(rooms?.join ?? {}).at(0)?.timeline;
}

function bodyOf({ content }: Event): unknown {
	return content?.body ?? null;
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
