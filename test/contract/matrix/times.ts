import type { MatrixSandbox } from '../../../sandbox/matrix';
import type { Bindings } from './bindings';
import type { MatrixCase } from './recording';

const MOMENT = /\b1[6-9]\d{11}\b/g;

/** A pause before an event is shorter here than it was in the recording. */
const CLOSE_MS = 100;

/** When the events of a case happened, on the recorded server. */
export function momentsOf(file: MatrixCase): Map<string, number> {
	const found = new Map<string, number>();
	collect(file.exchanges);
	return found;

	function collect(value: unknown): void {
		if (typeof value !== 'object' || value === null) return;
		const { event_id: id, origin_server_ts: ts } = value as Record<string, unknown>;
		if (typeof id === 'string' && typeof ts === 'number') found.set(id, ts);
		for (const entry of Object.values(value)) collect(entry);
	}
}

/** A request that names a moment near a recorded event, naming the same place in this run. */
export function asOfNow(
	path: string,
	moments: Map<string, number>,
	bindings: Bindings,
	{ state }: MatrixSandbox,
): string {
	if (!/timestamp_to_event/.test(path)) return path;
	return path.replace(MOMENT, (text) => {
		const now = nearby(Number(text)) ?? text;
		bindings.learn(text, now);
		return now;
	});

	function nearby(moment: number): string | undefined {
		let [before, after] = [undefined, undefined] as Array<[number, number] | undefined>;
		for (const [id, recorded] of moments) {
			const actual = state.events.get(bindings.bound(id) ?? '')?.ts;
			if (actual === undefined) continue;
			if (recorded <= moment && recorded > (before?.[0] ?? 0)) before = [recorded, actual];
			if (recorded > moment && recorded < (after?.[0] ?? Infinity)) after = [recorded, actual];
		}
		if (after) return String(after[1] - Math.min(after[0] - moment, CLOSE_MS));
		return before && String(before[1] + moment - before[0]);
	}
}
