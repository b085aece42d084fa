import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { isObject } from '../json';
import { clock } from '../retry';
import { TriggerMemories } from '../trigger-memory';

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

type Context = Pick<
	IHookFunctions | IWebhookFunctions,
	'getNode' | 'getWorkflow' | 'getWorkflowStaticData'
>;

/** A trigger that comes back within this time was only published anew, in ms. */
const REPUBLISHED_MS = 5 * 60_000;

/** For this process: a delivery on its way stores the static data with which it began. */
const marks = new TriggerMemories<{ mark?: Mark }>(() => ({}));

/** The mark in static data; undefined until somebody has asked for one. */
export function storedMark({ catchUp }: IDataObject): Mark | undefined {
	if (!isObject(catchUp) || typeof catchUp.since !== 'number') return undefined;
	const { since, reached } = catchUp;
	return typeof reached === 'number' ? { since, reached } : { since };
}

/** The mark of a trigger; it begins with the first question for it. */
export function markOf(context: Context): Mark {
	const begun: Mark = { since: clock.now() };
	const stored = storedMark(context.getWorkflowStaticData('node'));
	return kept(context, later(stored ?? begun, marks.of(context).mark ?? { since: 0 }));
}

/** Moves the mark of a trigger, but neither back nor into the future. */
export function advance(context: Context, mark: Mark): Mark {
	const { since, reached } = mark;
	const now = clock.now();
	const bounded =
		since > now ? { since: now } : { since, ...(reached !== undefined && { reached }) };
	return kept(context, later(markOf(context), bounded));
}

/** Moves the mark in static data to a time before which it is no longer known what was taken. */
export function forgetBefore(staticData: IDataObject, time: number): void {
	const mark = storedMark(staticData);
	if (mark && mark.since < time) staticData.catchUp = { since: time };
}

/** For a trigger that is taken out; it may be about to be published anew. */
export function pauseMark(context: Context): void {
	const staticData = context.getWorkflowStaticData('node');
	const mark = storedMark(staticData);
	marks.end(context);
	if (mark) staticData.catchUp = { ...mark, ended: clock.now() };
}

/** For a trigger that is registered: what happened while its workflow was off is not wanted. */
export function resumeMark(context: Context): void {
	const staticData = context.getWorkflowStaticData('node');
	const { catchUp } = staticData;
	if (!isObject(catchUp) || typeof catchUp.ended !== 'number') return;
	const mark = storedMark(staticData);
	const isSame = mark && clock.now() - catchUp.ended < REPUBLISHED_MS;
	staticData.catchUp = isSame ? mark : { since: clock.now() };
}

function kept(context: Context, mark: Mark): Mark {
	marks.of(context).mark = mark;
	context.getWorkflowStaticData('node').catchUp = { ...mark };
	return mark;
}

function later(one: Mark, other: Mark): Mark {
	if (one.since !== other.since) return one.since > other.since ? one : other;
	return (one.reached ?? 0) >= (other.reached ?? 0) ? one : other;
}
