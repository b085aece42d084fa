import { createHmac, randomUUID } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { answerAddresses } from '../../../shared/asking/waiting';
import { filesOfItem } from '../../../shared/binary';
import { executionOptions } from '../../../shared/execution-options';
import { hinter } from '../../../shared/hints';
import { TwakeChatApi } from '../../api';
import { CREDENTIAL, openRequester } from '../../api/service';
import { hashOf } from '../../api/transactions';
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
	const { accessToken } = await execution.getCredentials(CREDENTIAL);
	const address = answerAddresses(execution);
	const n8n = hashOf([execution.getInstanceId()]);
	const secretOf = (item: string) =>
		createHmac('sha256', String(accessToken)).update(item).digest('base64url');
	return (index, operation) => {
		const param = new TwakeChatParameters(execution, index, operation.properties);
		return {
			...{ chat, hint, param },
			asking: { address, n8n, secret: secretOf(`${run} ${index}`) },
			own: `${run} ${index}`,
			file: filesOfItem(execution, index, param),
			store: async (content, name, type) =>
				await execution.helpers.prepareBinaryData(content, name, type),
		};
	};
}

/**
 * Stays the same when n8n retries this node within a run, and differs for each turn of a loop, so
 * that the server recognises exactly the repeated writes.
 */
function runOf(execution: IExecuteFunctions): string {
	const node = execution.getNode().id;
	const run: unknown = execution.evaluateExpression('{{ $runIndex }}', 0);
	return [executionOf(execution), node, String(run)].join(' ');
}

function executionOf(execution: IExecuteFunctions): string {
	const id = execution.getExecutionId();
	// The same IDs may occur in two instances of n8n with one account.
	return id ? `${execution.getInstanceId()} ${id}` : randomUUID();
}
