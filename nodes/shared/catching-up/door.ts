import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { isObject } from '../json';
import { clock } from '../retry';
import type { Taken } from '../taken';
import { answered } from '../webhook-answer';
import { storedMark } from './mark';

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
	taken: Taken;
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
	const { taken, wants } = keeper;
	const staticData = context.getWorkflowStaticData('node');
	const mark = taken.markFor(staticData);
	if (question[KEY] === 'mark') return respond(200, { mark, wants });
	if (question[KEY] === 'missing' && Array.isArray(question.deliveries)) {
		const isMissing = (each: unknown) => isObject(each) && keeper.isMissing(each);
		const deliveries: unknown[] = question.deliveries;
		const missing = deliveries.flatMap((each, index) => (isMissing(each) ? [index] : []));
		return respond(200, { missing });
	}
	const next = isObject(question.mark) ? storedMark({ catchUp: question.mark }) : undefined;
	if (question[KEY] === 'advance' && next) {
		return respond(200, { mark: taken.advance(staticData, next) });
	}
	return respond(400, { message: 'The question is not one that this trigger knows.' });
}
