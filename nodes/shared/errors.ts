import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INode } from 'n8n-workflow';

/** What went wrong at a service, in words for the person who built the workflow. */
export interface Problem {
	/** What happened, one sentence without a full stop. */
	message: string;
	/** On which parameter, why, and the way out. */
	description?: string;
	/** The HTTP status, or the status inside the body where the service puts it there. */
	status?: number;
	/** The service's answer as it came. */
	body?: unknown;
	/** Why it failed, in the words that newer versions of n8n know (n8n-workflow's `Failure`). */
	cause?:
		'rate-limited' | 'temporarily-unavailable' | 'credential-invalid' | 'configuration-invalid';
	/** True when the service may have carried out the request although it is reported as failed. */
	uncertain?: boolean;
}

/**
 * The one NodeApiError for a problem at a service. It is built from our own words alone: the error
 * of n8n's HTTP helper holds the request with its token and must not travel on.
 */
export function apiError(node: INode, problem: Problem): NodeApiError {
	const { message, description, status, body, cause } = problem;
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
	if (typeof body === 'object' && body !== null) error.context.data = body as IDataObject;
	return error;
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
	if (error.name === 'TypeError') return strangeAnswer(node, error, index);
	return new NodeOperationError(node, error, { itemIndex: index });
}

/** An operation stumbled over an answer that has not the parts which the service always sends. */
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

/** For items that fail of one thing looked up once for all of them: each error names its own item. */
function copyFor<E extends NodeApiError | NodeOperationError>(failure: E, index: number): E {
	const copy: E = Object.create(failure, Object.getOwnPropertyDescriptors(failure));
	copy.context = { ...failure.context, itemIndex: index };
	return copy;
}

/** n8n knows a cancelled execution from a failed one by the word "canceled" in the message. */
export function cancelled(node: INode): NodeOperationError {
	return new NodeOperationError(node, 'The execution was canceled', {
		description: 'Items that had not started yet were not processed.',
	});
}
