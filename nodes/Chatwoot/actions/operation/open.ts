import type { IExecuteFunctions } from 'n8n-workflow';
import { fileFromItem } from '../../../shared/binary';
import { fetchFile } from '../../../shared/fetch-file';
import { hinter } from '../../../shared/hints';
import { executionOptions } from '../../../shared/execution-options';
import { Requester } from '../../../shared/request';
import { ChatwootApi } from '../../api';
import { chatwootService, FILE_ADDRESSES } from '../../api/service';
import { ChatwootParameters } from '../parameters/parameters';
import type { ChatwootContext, Operation } from './types';

/** Opens the credential for an execution and gives each item its context. */
export async function openChatwoot(
	execution: IExecuteFunctions,
): Promise<(index: number, operation: Operation) => ChatwootContext> {
	const limits = executionOptions(execution);
	const requester = await Requester.open(execution, chatwootService, limits);
	const chatwoot = new ChatwootApi(requester);
	const hint = hinter(execution);
	return (index, { properties }) => {
		const param = new ChatwootParameters(execution, index, properties);
		return {
			chatwoot,
			param,
			hint,
			baseUrl: requester.baseUrl,
			account: async () =>
				chatwoot.account(param.accountId() ?? (await onlyAccount(chatwoot, param))),
			files: async (properties) =>
				await Promise.all(properties.map((name) => fileFromItem(execution, index, name))),
			fetchFile: async (url) =>
				await fetchFile(execution, url, {
					...limits,
					hint: FILE_ADDRESSES,
					ignoreSslIssues: requester.ignoresSslIssues,
				}),
			store: async (content, name, type) =>
				await execution.helpers.prepareBinaryData(content, name, type),
		};
	};
}

async function onlyAccount({ profile }: ChatwootApi, param: ChatwootParameters): Promise<number> {
	const result = await profile.get();
	const wayOut =
		'Enter the account ID: the number after /accounts/ in the address of the Chatwoot dashboard.';
	if ('error' in result) {
		if (result.problem.reason !== 'notForBots') throw result.error;
		param.refuse(
			'account',
			'is empty, and a bot cannot ask Chatwoot which account it belongs to',
			wayOut,
		);
	}
	const { accounts } = result.body;
	if (accounts.length === 1) return accounts[0].id;
	if (accounts.length === 0) {
		param.refuse(
			'account',
			'is empty, and the user of the access token belongs to no account',
			wayOut,
		);
	}
	const list = accounts.map(({ id, name }) => `${name} (${id})`).join(', ');
	param.refuse(
		'account',
		'is empty, and the access token reaches several accounts',
		`Choose one of them: ${list}.`,
	);
}
