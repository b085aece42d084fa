import { randomUUID } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { fileFromItem } from '../../../shared/binary';
import { executionOptions } from '../../../shared/execution-options';
import { hinter } from '../../../shared/hints';
import { TwakeChatApi } from '../../api';
import { openRequester } from '../../api/service';
import type { Operation, TwakeChatContext } from './context';
import { TwakeChatParameters } from './parameters';

/** Opens the credential for an execution and gives each item its context. */
export async function openTwakeChat(
	execution: IExecuteFunctions,
): Promise<(index: number, operation: Operation) => TwakeChatContext> {
	const requester = await openRequester(execution, executionOptions(execution));
	const chat = new TwakeChatApi(requester);
	const hint = hinter(execution);
	const run = runOf(execution);
	return (index, operation) => ({
		...{ chat, hint },
		param: new TwakeChatParameters(execution, index, operation.properties),
		own: `${run} ${index}`,
		file: async (property) => await fileFromItem(execution, index, property),
		store: async (content, name, type) =>
			await execution.helpers.prepareBinaryData(content, name, type),
	});
}

/**
 * The same when n8n tries this node again in the same run, another for each turn of a loop: so a write
 * is known again by the server exactly when it is one.
 */
function runOf(execution: IExecuteFunctions): string {
	const node = execution.getNode().id;
	const run: unknown = execution.evaluateExpression('{{ $runIndex }}', 0);
	return [executionOf(execution), node, String(run)].join(' ');
}

function executionOf(execution: IExecuteFunctions): string {
	const id = execution.getExecutionId();
	// Two n8n with one account may count alike.
	return id ? `${execution.getInstanceId()} ${id}` : randomUUID();
}
