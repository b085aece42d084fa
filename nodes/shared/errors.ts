import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import { StrangeAnswer } from './answers';

/** Why something went wrong, for code that has an answer to it; people read the message. */
export type Reason =
	// The credential.
	| 'noToken'
	| 'unknownToken'
	/** The login of the credential was refused, or what had logged in is gone. */
	| 'loginRefused'
	/** What a login has just brought is not taken; perhaps only by one route of the service. */
	| 'tokenRefused'
	/** The login ended while a request was on its way: refused unread, and good once logged in anew. */
	| 'loginEnded'
	/** Only users may do this, and the token is an agent bot's or a platform app's. */
	| 'notForBots'
	/** The bot has nothing to do in this account. */
	| 'foreignBot'
	| 'noMember'
	| 'suspended'
	/** The user is known, but may not do this. */
	| 'needsRole'
	/** The service does not let this n8n in, whoever asks. */
	| 'notAllowedHere'
	// What was asked for.
	| 'missing'
	| 'unknownRoute'
	// The way to the service.
	| 'rateLimited'
	| 'unavailable'
	/** The request got through, but its answer got lost on the way, or was not whole. */
	| 'unconfirmed'
	/** No repetition will help: a certificate, a protocol, an address that is none. */
	| 'noConnection'
	| 'redirected'
	/** What answered is not the service: a page of a proxy, another program. */
	| 'otherServer'
	/** The service is another generation of itself. */
	| 'otherApi'
	/** A success without the parts that the service always sends. */
	| 'strangeAnswer';

/** What went wrong at a service, in words for the person who built the workflow. */
export interface Problem {
	/** What happened, one sentence without a full stop. */
	message: string;
	/** On which parameter, why, and the way out. */
	description?: string;
	reason?: Reason;
	/** The HTTP status, or the status inside the body where the service puts it there. */
	status?: number;
	/** The service's answer as it came. */
	body?: unknown;
	/** True when the service may have carried out the request all the same; the error says so. */
	uncertain?: boolean;
	/** True when it is known to have done nothing; the error says so, unless it is `uncertain`. */
	nothingDone?: boolean;
}

/** The problem behind each of our errors. Not a field of it: n8n stores and shows all fields. */
const problems = new WeakMap<NodeApiError, Problem>();

/** In the words that newer versions of n8n know (n8n-workflow's `Failure`). */
const FAILURES: Partial<
	Record<
		Reason,
		'rate-limited' | 'temporarily-unavailable' | 'credential-invalid' | 'configuration-invalid'
	>
> = {
	noToken: 'credential-invalid',
	unknownToken: 'credential-invalid',
	loginRefused: 'credential-invalid',
	tokenRefused: 'credential-invalid',
	loginEnded: 'credential-invalid',
	rateLimited: 'rate-limited',
	unavailable: 'temporarily-unavailable',
	unconfirmed: 'temporarily-unavailable',
	noConnection: 'configuration-invalid',
	redirected: 'configuration-invalid',
	otherServer: 'configuration-invalid',
	otherApi: 'configuration-invalid',
	notAllowedHere: 'configuration-invalid',
};

/**
 * The one NodeApiError for a problem at a service. It is built from our own words alone: the error
 * of n8n's HTTP helper holds the request with its token and must not travel on.
 */
export function apiError(node: INode, problem: Problem): NodeApiError {
	const { status, body, reason } = problem;
	const message = messageOf(problem);
	const description = descriptionOf(problem);
	const cause = reason && FAILURES[reason];
	const error = new NodeApiError(
		node,
		{ message },
		{
			message,
			description,
			httpCode: status === undefined ? undefined : String(status),
			...(cause && { failure: { cause } }),
		},
	);
	// n8n replaces texts that it believes to know ("ECONNREFUSED"): ours say more.
	error.message = message;
	error.description = description;
	error.messages = [];
	if (typeof body === 'object' && body !== null) error.context.data = body;
	if (reason) error.context.reason = reason;
	problems.set(error, problem);
	return error;
}

/** n8n keeps nothing but the message in an item that goes on: the doubt has to stand there. */
function messageOf({ message, uncertain }: Problem): string {
	return uncertain ? `${message}, it may have been carried out` : message;
}

function descriptionOf({ description, uncertain, nothingDone }: Problem): string | undefined {
	const outcome = nothingDone && !uncertain ? 'Nothing was done.' : undefined;
	return [description, outcome].filter(Boolean).join(' ') || undefined;
}

/** What happened and the way out, for places that show one text. */
export function oneText({ message, description }: ErrorTexts): string {
	return [message, description].filter(Boolean).join('. ');
}

interface ErrorTexts {
	message: string;
	description?: string | null;
}

/** The problem that an error tells of; undefined when it is not one of `apiError`. */
export function problemOf(error: unknown): Problem | undefined {
	return error instanceof NodeApiError ? problems.get(error) : undefined;
}

/** Whatever an operation threw, as an error that n8n shows at item `index`. */
export function asNodeError(
	node: INode,
	failure: unknown,
	index: number,
): NodeApiError | NodeOperationError {
	if (failure instanceof NodeApiError || failure instanceof NodeOperationError) {
		failure.context.itemIndex ??= index;
		return failure.context.itemIndex === index ? failure : copyFor(failure, index);
	}
	const error = failure instanceof Error ? failure : new Error(String(failure));
	if (error instanceof StrangeAnswer) return strangeAnswer(node, error, index);
	if (error.name === 'TypeError') return mistake(node, error, index);
	return new NodeOperationError(node, error, { itemIndex: index });
}

/** An operation stumbled over an answer that lacks what the service always sends. */
function strangeAnswer(node: INode, error: Error, itemIndex: number): NodeOperationError {
	return new NodeOperationError(
		node,
		'The server did not answer in the form that was expected, the request may have been carried out',
		{
			itemIndex,
			description: `Something between n8n and the server may have changed the answer, or the server is of another version. Look there before you run this item again. (${error.message})`,
		},
	);
}

/** A mistake of this package. Whoever looks for it needs to know where it was made. */
function mistake(node: INode, error: Error, itemIndex: number): NodeOperationError {
	const found = new NodeOperationError(node, error, {
		itemIndex,
		message: `The node made a mistake, the request may have been carried out: ${error.message}`,
		description:
			'This is a fault in the node, not of the server. Please report it with the stack trace below.',
	});
	found.cause = error;
	// What n8n keeps and shows of an error is its stack: the cause gets lost on the way (n8n.md §9).
	found.stack = error.stack;
	return found;
}

/** For items that fail of one thing looked up once for all of them: each error names its own item. */
function copyFor<E extends NodeApiError | NodeOperationError>(failure: E, index: number): E {
	const copy = Object.create(failure, Object.getOwnPropertyDescriptors(failure)) as E;
	copy.context = { ...failure.context, itemIndex: index };
	return copy;
}

/** n8n knows a cancelled execution from a failed one by the word "canceled" in the message. */
export function cancelled(node: INode): NodeOperationError {
	return new NodeOperationError(node, 'The execution was canceled', {
		description: 'Items that had not started yet were not processed.',
	});
}
