import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../json';
import { clock } from '../retry';

/**
 * How far a trigger is certain to have everything, in ms. It lies in the static data of the trigger,
 * beside the keys of what was taken, and only ever moves forward.
 */
export interface Mark extends IDataObject {
	/** What happened before was delivered or caught up. */
	since: number;
	/** How far the last round came, when what it found was too much for one. */
	reached?: number;
}

/** A trigger that comes back within this time was only published anew, in ms. */
const REPUBLISHED_MS = 5 * 60_000;

/** The mark in static data; undefined until somebody has asked for one. */
export function storedMark({ catchUp }: IDataObject): Mark | undefined {
	if (!isObject(catchUp) || typeof catchUp.since !== 'number') return undefined;
	const { since, reached } = catchUp;
	return typeof reached === 'number' ? { since, reached } : { since };
}

/** The one that is further. */
export function later(one: Mark, other: Mark): Mark {
	if (one.since !== other.since) return one.since > other.since ? one : other;
	return (one.reached ?? 0) >= (other.reached ?? 0) ? one : other;
}

/** For a trigger that is taken out; it may be about to be published anew. */
export function pauseMark(staticData: IDataObject): void {
	const mark = storedMark(staticData);
	if (mark) staticData.catchUp = { ...mark, ended: clock.now() };
}

/** For a trigger that is registered: what happened while its workflow was off is not wanted. */
export function resumeMark(staticData: IDataObject): void {
	const { catchUp } = staticData;
	if (!isObject(catchUp) || typeof catchUp.ended !== 'number') return;
	const mark = storedMark(staticData);
	const isSame = mark && clock.now() - catchUp.ended < REPUBLISHED_MS;
	staticData.catchUp = isSame ? mark : { since: clock.now() };
}
