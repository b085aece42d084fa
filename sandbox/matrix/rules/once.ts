import type { Call } from '../http/call';
import type { Json } from '../state/types';

const DAY_MS = 24 * 3_600_000;

/**
 * Repeats the earlier answer to a request with a key: the process remembers the path, the store
 * room, user, device and key, whatever the body was (matrix.md §5).
 */
export async function once(call: Call, run: () => Promise<Json>): Promise<Json> {
	const { state, requester, path, me, params } = call;
	const who = `${me}\u0000${requester.device ?? ''}`;
	const remembered = `${path}\u0000${who}`;
	const before = state.answered.get(remembered);
	if (before) return await before;
	const answer = byKey(call, `${params.room}\u0000${who}\u0000${params.key}`, run);
	state.answered.set(remembered, answer);
	try {
		return await answer;
	} catch (error) {
		// A refused attempt does not use up the key (matrix.md [153]).
		state.answered.delete(remembered);
		throw error;
	}
}

async function byKey({ state }: Call, key: string, run: () => Promise<Json>): Promise<Json> {
	const known = state.keys.get(key);
	if (known && known.at > state.now() - DAY_MS) return { event_id: known.event };
	const answer = await run();
	if (typeof answer.event_id === 'string')
		state.keys.set(key, { event: answer.event_id, at: state.now() });
	return answer;
}
