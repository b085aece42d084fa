import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import { StrangeAnswer } from './answers';

/** Why something went wrong, for code that can react to it; people read the message. */
export type Reason =
	// About the credential.
	| 'noToken'
	| 'unknownToken'
	/** The login of the credential was refused, or the application that logged in is gone. */
	| 'loginRefused'
	/** The token of a login just made is refused, perhaps by one route of the service only. */
	| 'tokenRefused'
	/** The login expired while a request was on its way: refused unread, works after a new login. */
	| 'loginEnded'
	/** Only users may do this, and the token is an agent bot's or a platform app's. */
	| 'notForBots'
	/** The bot does not belong to this account. */
	| 'foreignBot'
	| 'noMember'
	| 'suspended'
	/** The user is known, but may not do this. */
	| 'needsRole'
	/** The service refuses this n8n, whoever asks. */
	| 'notAllowedHere'
	// About what was asked for.
	| 'missing'
	| 'unknownRoute'
	// About the connection to the service.
	| 'rateLimited'
	| 'unavailable'
	/** The request got through, but its answer was lost on the way or arrived incomplete. */
	| 'unconfirmed'
	/** Repeating will not help: a bad certificate, the wrong protocol, an impossible address. */
	| 'noConnection'
	| 'redirected'
	/** Something other than the service answered: a proxy's page, another program. */
	| 'otherServer'
	/** The service is another generation of the product, with another API. */
	| 'otherApi'
	/** A success without the parts that the service always sends. */
	| 'strangeAnswer';

/** What went wrong at a service, in words for whoever built the workflow. */
export interface Problem {
	/** What happened, one sentence without a full stop. */
	message: string;
	/** Which parameter is to blame, why, and the way out. */
	description?: string;
	reason?: Reason;
	/** The HTTP status, or the one inside the body for services that put it there. */
	status?: number;
	/** The service's answer as it came. */
	body?: unknown;
	/** How long the service wants to be left alone, in ms. */
	restMs?: number;
	/** True when the service may have carried out the request nonetheless; the error says so. */
	uncertain?: boolean;
	/**
	 * True when the request is known to have done nothing; the error says so unless it is
	 * `uncertain`.
	 */
	nothingDone?: boolean;
}

/**
 * The problem behind each of our errors. Kept outside of it, as n8n stores and shows every field.
 */
const problems = new WeakMap<NodeApiError, Problem>();

/** The reasons in the words that newer versions of n8n know (n8n-workflow's `Failure`). */
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
 * The one NodeApiError for a problem at a service. It is built from our own words only: the error
 * of n8n's HTTP helper holds the request with its token and must not get out.
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
	// n8n replaces messages in which it finds a known code ("ECONNREFUSED"); ours say more.
	error.message = message;
	error.description = description;
	error.messages = [];
	if (typeof body === 'object' && body !== null) error.context.data = body;
	if (reason) error.context.reason = reason;
	problems.set(error, problem);
	return error;
}

/** In an item that goes on, n8n keeps only the message: the doubt has to be in there. */
function messageOf({ message, uncertain }: Problem): string {
	return uncertain ? `${message}, it may have been carried out` : message;
}

function descriptionOf({ description, uncertain, nothingDone }: Problem): string | undefined {
	const outcome = nothingDone && !uncertain ? 'Nothing was done.' : undefined;
	return [description, outcome].filter(Boolean).join(' ') || undefined;
}

/** What happened and the way out, for places that show a single text. */
export function oneText({ message, description }: ErrorTexts): string {
	return [message, description].filter(Boolean).join('. ');
}

interface ErrorTexts {
	message: string;
	description?: string | null;
}

/** The problem behind an error; undefined when the error is not from `apiError`. */
export function problemOf(error: unknown): Problem | undefined {
	return error instanceof NodeApiError ? problems.get(error) : undefined;
}

/** Turns whatever an operation threw into an error that n8n shows at item `index`. */
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

/** The operation failed on an answer that lacks what the service always sends. */
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

/** A mistake of this package. Whoever fixes it needs to know where it happened. */
function mistake(node: INode, error: Error, itemIndex: number): NodeOperationError {
	const found = new NodeOperationError(node, error, {
		itemIndex,
		message: `The node made a mistake, the request may have been carried out: ${error.message}`,
		description:
			'This is a fault in the node, not of the server. Please report it with the stack trace below.',
	});
	found.cause = error;
	// n8n keeps and shows the stack of the outer error and drops its cause (n8n.md §9).
	found.stack = error.stack;
	return found;
}

/** When one shared look-up fails several items, each error has to name its own item. */
function copyFor<E extends NodeApiError | NodeOperationError>(failure: E, index: number): E {
	const copy = Object.create(failure, Object.getOwnPropertyDescriptors(failure)) as E;
	copy.context = { ...failure.context, itemIndex: index };
	return copy;
}

/** n8n tells a cancelled execution from a failed one by the word "canceled" in the message. */
export function cancelled(node: INode): NodeOperationError {
	return new NodeOperationError(node, 'The execution was canceled', {
		description: 'Items that had not started yet were not processed.',
	});
}
