import type { IExecuteFunctions, ISupplyDataFunctions } from 'n8n-workflow';
import { knocker } from '../../../shared/asking/knock';
import { answerAddresses } from '../../../shared/asking/waiting';
import { filesOfItem, storeFile } from '../../../shared/binary';
import { fetchFile } from '../../../shared/fetch-file';
import { hinter } from '../../../shared/hints';
import { executionOptions } from '../../../shared/execution-options';
import { Requester } from '../../../shared/request';
import { ChatwootApi } from '../../api';
import { onlyAccount } from '../../api/only-account';
import { chatwootService, FILE_ADDRESSES } from '../../api/service';
import { ChatwootParameters } from '../parameters/parameters';
import type { ChatwootContext, Operation } from './types';

/** Opens the credential for an execution and gives each item its context. */
export async function openChatwoot(
	execution: IExecuteFunctions | ISupplyDataFunctions,
): Promise<(index: number, operation: Operation) => ChatwootContext> {
	const limits = executionOptions(execution);
	const requester = await Requester.open(execution, chatwootService, limits);
	const chatwoot = new ChatwootApi(requester);
	const hint = hinter(execution);
	const answerAddress = answerAddresses(execution);
	const knock = knocker(execution);
	return (index, { properties }) => {
		const param = new ChatwootParameters(execution, index, properties, requester);
		return {
			chatwoot,
			param,
			hint,
			answerAddress,
			knock,
			baseUrl: requester.baseUrl,
			publicUrl: requester.publicUrl,
			account: async () =>
				chatwoot.account(param.accountId() ?? (await accountOfToken(chatwoot, param))),
			file: filesOfItem(execution, index, param),
			fetchFile: async (url) =>
				await fetchFile(execution, url, { ...limits, hint: FILE_ADDRESSES, server: requester }),
			store: async (content, name, type) => await storeFile(execution.helpers, content, name, type),
		};
	};
}

async function accountOfToken(chatwoot: ChatwootApi, param: ChatwootParameters): Promise<number> {
	const only = await onlyAccount(chatwoot);
	if (typeof only === 'number') return only;
	return param.refuse('account', `is empty, and ${only.reason}`, only.wayOut);
}
