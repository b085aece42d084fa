import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { interactive, Requester } from '../../shared/request';
import { otherServer } from '../../shared/web-address';
import { ChatwootApi } from '../api';
import type { AccountApi } from '../api';
import { parseReference } from '../api/ids';
import { accountsOfToken, onlyOf } from '../api/only-account';
import { chatwootService } from '../api/service';
import { pickerError } from './picker-results';

/** The account in which the editor's pickers look. */

export async function open(context: ILoadOptionsFunctions): Promise<ChatwootApi> {
	return new ChatwootApi(await Requester.open(context, chatwootService, interactive));
}

/** The accounts that the token reaches; a bot's token cannot list them. */
export async function accountsOf(context: ILoadOptionsFunctions, chatwoot: ChatwootApi) {
	const accounts = await accountsOfToken(chatwoot);
	if (accounts) return accounts;
	throw pickerError(context, {
		message: 'A bot cannot list anything in Chatwoot: enter IDs instead',
		description: 'Or use the access token of a user.',
	});
}

/** The account chosen in the node, or the token's only one. */
export async function chosenAccount(context: ILoadOptionsFunctions): Promise<AccountApi> {
	const chatwoot = await open(context);
	const account =
		chosenId(context, chatwoot, 'account') ?? onlyOf(await accountsOf(context, chatwoot));
	if (typeof account === 'number') return chatwoot.account(account);
	throw pickerError(context, {
		message: 'Choose the account first',
		description: `${account.reason[0].toUpperCase()}${account.reason.slice(1)}. The account cannot be an expression here.`,
	});
}

/** The id in a locator of the node; undefined when it is empty or an expression. */
export function chosenId(
	context: ILoadOptionsFunctions,
	{ requester }: ChatwootApi | AccountApi,
	kind: string,
): number | undefined {
	const parameter = context.getCurrentNodeParameter(kind) as { value?: unknown } | undefined;
	const reference = parseReference(kind, String(parameter?.value ?? ''));
	const servers = reference?.url && otherServer(reference.url, requester);
	if (!servers) return reference?.id;
	throw pickerError(context, {
		message: `The ${kind} is an address of ${servers.other}, but the credential is for ${servers.own}`,
		description:
			'If both are one server, enter the ID, or say so by the Public Address in the credential.',
	});
}
