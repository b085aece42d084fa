import type { IDataObject, ISupplyDataFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { asNodeError } from '../../shared/errors';
import { getHistory } from '../actions/conversation/get-history.operation';
import type { HistoryEntry } from '../actions/conversation/history';
import { openChatwoot } from '../actions/operation/open';
import { toMessages } from './messages';

/**
 * The memory interface that n8n's agents expect: LangChain's, without its classes. So it needs no
 * package, and every n8n loads it (n8n.md §12).
 */
export async function memoryOf(execution: ISupplyDataFunctions, item: number) {
	const contextFor = await openChatwoot(execution);
	const load = async () => {
		const context = contextFor(item, getHistory);
		const history = (await getHistory.run(context)) as { messages: HistoryEntry[] };
		return toMessages(history.messages);
	};
	/** Shows a call as a run of this node, as n8n does for sub-nodes. */
	const shown = async <T>(action: string, work: () => Promise<T>): Promise<T> => {
		const socket = NodeConnectionTypes.AiMemory;
		const { index } = execution.addInputData(socket, [[{ json: { action } }]]);
		try {
			const result = await work();
			execution.addOutputData(socket, index, [[{ json: { action, result } as IDataObject }]]);
			return result;
		} catch (failure) {
			const error = asNodeError(execution.getNode(), failure, item);
			execution.addOutputData(socket, index, error);
			throw error;
		}
	};
	const nothing = async () => await Promise.resolve();
	return {
		memoryKeys: ['chat_history'],
		returnMessages: true,
		inputKey: 'input',
		outputKey: 'output',
		loadMemoryVariables: async () => ({ chat_history: await shown('loadMemory', load) }),
		// Chatwoot keeps the conversation: the agent's words are in it once they are sent.
		saveContext: nothing,
		clear: nothing,
		chatHistory: {
			getMessages: async () => await shown('getMessages', load),
			addMessage: nothing,
			addMessages: nothing,
			clear: nothing,
		},
	};
}
