import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { Deduplication } from '../deduplication';
import { isObject } from '../json';
import { clock } from '../retry';
import { answered } from '../webhook-answer';
import { advance, markOf, storedMark } from './mark';

/**
 * Where a trigger answers the node that catches up for it. What came by delivery is known for
 * certain only where deliveries arrive (n8n.md §14), so that node asks at the address of the
 * trigger, in a body signed like a delivery. A service never sends one with this key.
 */
const KEY = 'catch_up';

/** How old or how far ahead a question may be, in ms: it may have been overheard. */
const TOLERANCE_MS = 5 * 60_000;

/** What can be asked: how far the trigger is, what of this it lacks, and to move its mark. */
export type Question =
	| { catch_up: 'mark' }
	| { catch_up: 'missing'; deliveries: IDataObject[] }
	| { catch_up: 'advance'; mark: { since: number; reached?: number } };

/** What a trigger knows of the events that it wants. */
export interface Keeper {
	/** What the other node needs to know to look for them. */
	wants: IDataObject;
	/** What has started it, or will not. */
	taken: Deduplication;
	/** Whether a delivery would start the workflow, and has not. */
	isMissing(delivery: IDataObject): boolean;
}

/** The body of a question. */
export function asked(question: Question): IDataObject {
	return { ...question, at: clock.now() };
}

/** Whether a body is a question, and no delivery. */
export function questionIn(raw: Buffer): IDataObject | undefined {
	// Cheaper than reading each delivery twice.
	if (!raw.includes(`"${KEY}"`)) return undefined;
	try {
		const body: unknown = JSON.parse(raw.toString());
		return isObject(body) && typeof body[KEY] === 'string' ? body : undefined;
	} catch {
		return undefined;
	}
}

/** Answers a question whose signature was verified. */
export function answerQuestion(
	context: IWebhookFunctions,
	question: IDataObject,
	keeper: Keeper,
): IWebhookResponseData {
	const respond = (status: number, body: IDataObject) => answered(context, status, body);
	if (typeof question.at !== 'number' || Math.abs(clock.now() - question.at) > TOLERANCE_MS) {
		return respond(401, { message: 'The question is too old.' });
	}
	if (context.getMode() === 'manual') {
		return respond(409, { message: 'This is the address for a test of the trigger.' });
	}
	keeper.taken.share(context.getWorkflowStaticData('node'));
	if (question[KEY] === 'mark') {
		return respond(200, { mark: markOf(context), wants: keeper.wants });
	}
	if (question[KEY] === 'missing' && Array.isArray(question.deliveries)) {
		const isMissing = (each: unknown) => isObject(each) && keeper.isMissing(each);
		const deliveries: unknown[] = question.deliveries;
		const missing = deliveries.flatMap((each, index) => (isMissing(each) ? [index] : []));
		return respond(200, { missing });
	}
	const mark = isObject(question.mark) ? storedMark({ catchUp: question.mark }) : undefined;
	if (question[KEY] === 'advance' && mark) return respond(200, { mark: advance(context, mark) });
	return respond(400, { message: 'The question is not one that this trigger knows.' });
}
