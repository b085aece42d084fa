import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, NodeApiError } from 'n8n-workflow';
import { quote } from './text';
import { asNodeError, cancelled } from './errors';
import { nextTurn } from './next-turn';
import { inPlaceOfNothing } from './none-found';
import { findOperation, toItems } from './operation';
import type { Operation, Resource } from './operation';
import { executionOptions } from './execution-options';
import { runPool } from './pool';
import { progressOf } from './progress';
import { withoutSecrets } from './secrets';
import type { Secrets } from './secrets';
import { valueOf } from './values';
import { refuseSeveral, waitFor, Waiting } from './asking/waiting';

/** A node's operations together with what they need to run. */
export interface Integration<Context> {
	resources: Array<Resource<Context>>;
	/** Taken out of every output item and error, at any depth. */
	secrets: Secrets;
	/**
	 * Called once per execution: reads the credentials and returns the maker of an item's context.
	 * The operation is handed in so that errors can name its parameters as the editor does.
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
 * Output order is input order; each output item is linked to its input item. With "On Error: Stop"
 * the first failure by item index is thrown, else the failed item carries `error`, which is what
 * makes n8n route it to the error output.
 */
export async function runOperation<Context>(
	execution: IExecuteFunctions,
	integration: Integration<Context>,
	stopOnFailure: boolean,
): Promise<INodeExecutionData[][]> {
	const count = execution.getInputData().length;
	const signal = execution.getExecutionCancelSignal();
	const { concurrency } = executionOptions(execution);
	// Thrown from here with "On Error: Continue", n8n would hand on the input as if all had succeeded.
	const contextFor = await integration.open(execution).catch((failure: unknown) => () => {
		throw failure;
	});

	// Read for its key, an item keeps its context until it is worked on: expressions are expensive.
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
		return items.length > 0 ? items : inPlaceOfNothing(execution, index);
	};
	// An item whose key cannot be read gets none: `work` meets the same problem and reports it.
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
		// n8n opens a connection for each request, and answers come in together: without a turn in
		// between, the requests that follow them would leave together too, and so on to the end.
		betweenStarts: nextTurn,
	});
	if (signal?.aborted) throw cancelled(execution.getNode());

	const output: INodeExecutionData[] = [];
	outcomes.forEach((outcome, index) => {
		if (outcome === undefined) return;
		if ('value' in outcome) {
			// Not all at once: an item can have more results than a function takes arguments.
			for (const item of outcome.value) output.push(item);
			return;
		}
		const error = asNodeError(execution.getNode(), outcome.failure, index);
		// The service's answer as `apiError` keeps it.
		error.context.data = shownOf(error.context.data, integration.secrets);
		if (stopOnFailure) throw withProgress(error, progressOf(outcomes, index));
		output.push(failedItem(error, index));
	});
	return waiting ? await waitFor(execution, waiting) : [output];
}

/** The output of what was done is lost with the run: the error is the only place to say it. */
function withProgress<E extends NodeApiError | NodeOperationError>(error: E, progress?: string): E {
	const sentences = [error.description, progress].filter(Boolean);
	error.description = sentences.join(' ') || undefined;
	return error;
}

/** An answer to be shown with an error; left out when it is nested too deeply to be shown at all. */
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
	const known = resources.flatMap(({ value, operations }) =>
		operations.map((each) => `${value} > ${each.value}`),
	);
	throw new NodeOperationError(
		execution.getNode(),
		`There is no operation ${quote(operation)} on the resource ${quote(resource)}`,
		{ itemIndex: index, description: `There are: ${known.join(', ')}.` },
	);
}

function failedItem(error: NodeApiError | NodeOperationError, index: number): INodeExecutionData {
	const json = {
		error: error.message,
		...(error.description && { description: error.description }),
	};
	return { json, error, pairedItem: { item: index } };
}
