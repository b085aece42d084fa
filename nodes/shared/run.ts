import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, NodeApiError } from 'n8n-workflow';
import { quote } from './text';
import { asNodeError, cancelled } from './errors';
import { nextTurn } from './next-turn';
import { noneFoundOutput } from './none-found';
import { findOperation, toItems } from './operation';
import type { Operation, Resource } from './operation';
import { executionOptions } from './execution-options';
import { runPool } from './pool';
import { progressOf } from './progress';
import { withoutSecrets } from './secrets';
import type { Secrets } from './secrets';
import { valueOf } from './values';
import { refuseSeveral, waitFor, Waiting } from './asking/waiting';

/** A node's operations with what they need to run. */
export interface Integration<Context> {
	resources: Array<Resource<Context>>;
	/** Removed from every output item and error, at any depth. */
	secrets: Secrets;
	/**
	 * Called once per execution: reads the credentials and returns the function that makes an item's
	 * context. The operation is passed in so that errors can name its parameters as the editor does.
	 */
	open(
		execution: IExecuteFunctions,
	): Promise<(index: number, operation: Operation<Context>) => Context>;
}

interface Prepared<Context> {
	operation: Operation<Context>;
	context: Context;
}

/**
 * The one engine of every node: runs the chosen operation for each input item (design.md §5).
 * Outputs keep the order of the inputs, and each is linked to its input item. With "On Error: Stop"
 * the failure with the lowest item index is thrown; otherwise the failed item carries `error`, by
 * which n8n routes it to the error output.
 */
export async function runOperation<Context>(
	execution: IExecuteFunctions,
	integration: Integration<Context>,
	stopOnFailure: boolean,
): Promise<INodeExecutionData[][]> {
	const count = execution.getInputData().length;
	const signal = execution.getExecutionCancelSignal();
	const { concurrency } = executionOptions(execution);
	// With "On Error: Continue", an error thrown here would make n8n pass on the input as if all had
	// succeeded.
	const contextFor = await integration.open(execution).catch((failure: unknown) => () => {
		throw failure;
	});

	// An item read for its key keeps its context until it is worked on: expressions are expensive.
	const prepared = new Map<number, Prepared<Context>>();
	const prepare = (index: number) => {
		const operation = operationOf(execution, integration, index);
		return { operation, context: contextFor(index, operation) };
	};
	let waiting: Waiting | undefined;
	const work = async (index: number) => {
		const { operation, context } = prepared.get(index) ?? prepare(index);
		prepared.delete(index);
		if (operation.asks) refuseSeveral(execution, index);
		const result = await operation.run(context);
		if (result instanceof Waiting) {
			waiting = result;
			return [];
		}
		const items = toItems(result, index);
		for (const item of items) item.json = withoutSecrets(item.json, integration.secrets);
		return items.length > 0 ? items : noneFoundOutput(execution, index);
	};
	// An item whose key cannot be read has none: `work` meets the same problem and reports it.
	const orderKey = (index: number) => {
		try {
			const item = prepare(index);
			prepared.set(index, item);
			return item.operation.orderKey?.(item.context);
		} catch {
			return undefined;
		}
	};
	const outcomes = await runPool(count, work, {
		concurrency,
		orderKey,
		stopOnFailure,
		signal,
		// n8n opens a connection per request. Answers that arrive together would, without a turn in
		// between, also send the next requests together, and so on to the end.
		betweenStarts: nextTurn,
	});
	if (signal?.aborted) throw cancelled(execution.getNode());

	const output: INodeExecutionData[] = [];
	outcomes.forEach((outcome, index) => {
		if (outcome === undefined) return;
		if ('value' in outcome) {
			// Not push(...items): an item can have more results than a function takes arguments.
			for (const item of outcome.value) output.push(item);
			return;
		}
		const error = asNodeError(execution.getNode(), outcome.failure, index);
		// The service's answer, where `apiError` put it.
		error.context.data = shownOf(error.context.data, integration.secrets);
		if (stopOnFailure) throw withProgress(error, progressOf(outcomes, index));
		output.push(failedItem(error, index));
	});
	return waiting ? await waitFor(execution, waiting) : [output];
}

/** A failed run loses the output of what was done: only the error can report it. */
function withProgress<E extends NodeApiError | NodeOperationError>(error: E, progress?: string): E {
	const sentences = [error.description, progress].filter(Boolean);
	error.description = sentences.join(' ') || undefined;
	return error;
}

/** An answer to show with an error; left out when it is nested too deeply to be shown. */
function shownOf<T>(answer: T, secrets: Secrets): T | undefined {
	try {
		return withoutSecrets(answer, secrets);
	} catch {
		return undefined;
	}
}

function operationOf<Context>(
	execution: IExecuteFunctions,
	{ resources }: Integration<Context>,
	index: number,
): Operation<Context> {
	const resource = valueOf(execution, 'resource', index);
	const operation = valueOf(execution, 'operation', index);
	const found = findOperation(resources, resource, operation);
	if (found) return found;
	const operations = resources.find(({ value }) => value === resource)?.operations;
	const known = (operations ?? resources).map(({ value }) => value);
	throw new NodeOperationError(
		execution.getNode(),
		`There is no operation ${quote(operation)} on the resource ${quote(resource)}`,
		{
			itemIndex: index,
			description: `The ${operations ? 'operations' : 'resources'} are: ${known.join(', ')}.`,
		},
	);
}

function failedItem(error: NodeApiError | NodeOperationError, index: number): INodeExecutionData {
	const json = {
		error: error.message,
		...(error.description && { description: error.description }),
	};
	return { json, error, pairedItem: { item: index } };
}
