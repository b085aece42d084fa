import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { fileFromItem } from '../../../shared/binary';
import { fetchFile } from '../../../shared/fetch-file';
import type { FetchedFile } from '../../../shared/fetch-file';
import { hinter } from '../../../shared/hints';
import type { Hint } from '../../../shared/hints';
import type { FilePart } from '../../../shared/multipart';
import { executionOptions } from '../../../shared/execution-options';
import type { Operation as AnyOperation, Resource as AnyResource } from '../../../shared/operation';
import { Requester } from '../../../shared/request';
import type { FileStream } from '../../../shared/request';
import { ChatwootApi } from '../../api';
import type { AccountApi } from '../../api';
import { chatwootService } from '../../api/service';
import type { Access } from './access';
import { ChatwootParameters } from './parameters';

/** What an operation of the Chatwoot node works with for one item. */
export interface ChatwootContext {
	chatwoot: ChatwootApi;
	param: ChatwootParameters;
	/** Without trailing slash. */
	baseUrl: string;
	/**
	 * The account that the item names, or the only one of the token. It may have to be asked for, so
	 * read and check all parameters before.
	 */
	account(): Promise<AccountApi>;
	/** The files in the item's binary fields; refused when one is missing. */
	files(properties: string[]): Promise<FilePart[]>;
	/** A file behind a public address, fetched without any credential. */
	fetchFile(url: string): Promise<FetchedFile>;
	/** A file that came from Chatwoot, to be put out. */
	store(content: FileStream, name: string, type: string): Promise<IBinaryData>;
	/** Shows a hint beside the output, once per run however many items give it. */
	hint: Hint;
}

export interface Operation extends AnyOperation<ChatwootContext> {
	/** Whose token it takes; any user's when not given. */
	access?: Access;
}

export interface Resource extends AnyResource<ChatwootContext> {
	description: string;
	operations: Operation[];
}

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
			fetchFile: async (url) => await fetchFile(execution, url, limits),
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
		const { status, cause } = result.problem;
		// A good token without a profile is a bot's (chatwoot.md §3).
		if (status !== 401 || cause === 'credential-invalid') throw result.error;
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
